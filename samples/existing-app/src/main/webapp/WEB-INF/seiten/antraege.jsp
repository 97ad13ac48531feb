<%@ page contentType="text/html;charset=UTF-8" import="java.util.List, io.github.bayernkommunal.samples.existingapp.Applications" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Meine Anträge</title></head>
<body>
<main>
<h1>Meine Anträge</h1>
<ul>
<% for (Object entry : (List<?>) request.getAttribute("applications")) { %>
<li><%= ((Applications.Entry) entry).plate() %></li>
<% } %>
</ul>
<form method="post" action="<%= request.getContextPath() %>/buerger/antraege">
<p><label for="kennzeichen">Kennzeichen, zum Beispiel M-AB 123</label><br><input id="kennzeichen" name="kennzeichen" required></p>
<p><button>Bewohnerparkausweis beantragen</button></p>
</form>
<form method="post" action="<%= request.getContextPath() %>/abmelden"><p><button>Abmelden</button></p></form>
</main>
</body>
</html>
