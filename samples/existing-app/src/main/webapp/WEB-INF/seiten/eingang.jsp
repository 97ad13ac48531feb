<%@ page contentType="text/html;charset=UTF-8" import="java.util.List, io.github.bayernkommunal.samples.existingapp.Applications" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Eingang</title></head>
<body>
<main>
<h1>Eingang</h1>
<p>Angemeldet: <%= request.getRemoteUser() %></p>
<ul>
<% for (Object entry : (List<?>) request.getAttribute("applications")) { %>
<li><%= ((Applications.Entry) entry).plate() %></li>
<% } %>
</ul>
</main>
</body>
</html>
