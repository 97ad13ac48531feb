<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="sample" tagdir="/WEB-INF/tags" %>
<sample:page title="${t['start.title']}" step="1">
  <p class="lead"><c:out value="${t['start.lead']}"/></p>
  <h2><c:out value="${t['start.need']}"/></h2>
  <ul>
    <li><c:out value="${t['start.need.1']}"/></li>
    <li><c:out value="${t['start.need.2']}"/></li>
    <li><c:out value="${t['start.need.3']}"/></li>
  </ul>
  <p><c:out value="${t['start.after']}"/></p>
  <p><a class="button" id="login" href="${pageContext.request.contextPath}/antrag"><c:out value="${t['start.login']}"/></a></p>
</sample:page>
