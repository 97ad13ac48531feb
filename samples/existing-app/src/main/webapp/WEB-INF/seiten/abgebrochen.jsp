<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Anmeldung abgebrochen</title></head>
<body>
<main>
<h1>Sie haben die Anmeldung abgebrochen</h1>
<p>Es wurde nichts gespeichert.</p>
<p><a href="<%= request.getContextPath() %>/buerger/antraege">Noch einmal anmelden</a></p>
<p lang="en">You cancelled the login. Nothing was stored.</p>
</main>
</body>
</html>
