<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Bewohnerparken</title></head>
<body>
<main>
<h1>Bewohnerparken</h1>
<p><a href="buerger/antraege">Meine Anträge</a></p>
<p><a href="verwaltung/eingang">Für die Verwaltung</a></p>
</main>
</body>
</html>
