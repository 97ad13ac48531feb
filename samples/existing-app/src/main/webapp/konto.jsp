<%@ page contentType="text/html;charset=UTF-8" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Anmeldung</title></head>
<body>
<main>
<h1>Anmeldung</h1>
<% if (request.getParameter("falsch") != null) { %><p role="alert">Name oder Kennwort stimmen nicht.</p><% } %>
<form method="post" action="<%= request.getContextPath() %>/j_security_check">
<p><label for="name">Name</label><br><input id="name" name="j_username" autocomplete="username" required></p>
<p><label for="kennwort">Kennwort</label><br><input id="kennwort" name="j_password" type="password" autocomplete="current-password" required></p>
<p><button>Anmelden</button></p>
</form>
</main>
</body>
</html>
