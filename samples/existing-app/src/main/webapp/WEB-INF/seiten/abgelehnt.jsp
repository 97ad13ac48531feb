<%@ page contentType="text/html;charset=UTF-8" session="false" import="io.github.bayernkommunal.bayernid.LoginOutcome, io.github.bayernkommunal.bayernid.jakarta.BayernIdFilter" %>
<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Anmeldung nicht möglich</title></head>
<body>
<main>
<h1>Sie sind nicht angemeldet</h1>
<% if (((LoginOutcome.Refused) request.getAttribute(BayernIdFilter.OUTCOME)).reason() == LoginOutcome.Reason.LEVEL_NOT_REACHED) { %>
<p>Für den Bewohnerparkausweis brauchen Sie den Online-Ausweis oder ELSTER. Benutzername und Passwort reichen nicht.</p>
<p lang="en">You need the online ID card or ELSTER. A user name and a password do not suffice.</p>
<% } else { %>
<p>Die Anmeldung ist fehlgeschlagen. Wenn es wieder nicht gelingt, nennen Sie uns bitte diese Nummer:
<code><%= request.getAttribute(BayernIdFilter.CORRELATION_ID) %></code></p>
<p lang="en">The login failed. If it fails again, please tell us the number above.</p>
<% } %>
<p><a href="<%= request.getContextPath() %>/buerger/antraege">Noch einmal anmelden</a></p>
</main>
</body>
</html>
