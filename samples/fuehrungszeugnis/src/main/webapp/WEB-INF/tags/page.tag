<%@ tag pageEncoding="UTF-8" description="The frame of every page" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="step" required="false" type="java.lang.Integer" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<!DOCTYPE html>
<html lang="${lang}">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title><c:out value="${title}"/> – <c:out value="${t['town']}"/></title>
  <link rel="stylesheet" href="${pageContext.request.contextPath}/style.css">
  <link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content"><c:out value="${t['skip']}"/></a>
<header>
  <p class="town"><a href="${pageContext.request.contextPath}/"><c:out value="${t['town']}"/></a></p>
  <nav aria-label="${lang eq 'de' ? 'Sprache' : 'Language'}">
    <a href="${here}?lang=${t['language.other.code']}" lang="${t['language.other.code']}" hreflang="${t['language.other.code']}"><c:out value="${t['language.other']}"/></a>
    <c:if test="${loggedIn}">
      <form method="post" action="${pageContext.request.contextPath}/abmelden">
        <input type="hidden" name="csrf" value="${csrf}">
        <button class="quiet"><c:out value="${t['logout']}"/></button>
      </form>
    </c:if>
  </nav>
</header>
<c:if test="${not empty step}">
  <ol class="steps" aria-label="${t['steps']}">
    <c:forEach var="i" begin="1" end="5">
      <c:set var="label" value="step.${i}"/>
      <li ${i eq step ? 'aria-current="step"' : ''} class="${i lt step ? 'done' : ''}"><c:out value="${t[label]}"/><c:if test="${i lt step}"><span class="hidden"> (<c:out value="${t['step.done']}"/>)</span></c:if></li>
    </c:forEach>
  </ol>
</c:if>
<main id="content" tabindex="-1">
  <h1><c:out value="${title}"/></h1>
  <jsp:doBody/>
</main>
<footer><p><c:out value="${t['demo']}"/></p></footer>
</body>
</html>
