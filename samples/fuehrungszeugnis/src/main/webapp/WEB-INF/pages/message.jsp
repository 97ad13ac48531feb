<%@ page contentType="text/html;charset=UTF-8" isErrorPage="false" session="false" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="sample" tagdir="/WEB-INF/tags" %>
<sample:page title="${t[titleKey]}">
  <section class="notice" role="alert" tabindex="-1" autofocus>
    <c:forEach var="key" items="${textKeys}"><p><c:out value="${t[key]}"/></p></c:forEach>
    <c:if test="${not empty errorNumber}"><p><c:out value="${t['error.code']}"/>: <code><c:out value="${errorNumber}"/></code></p></c:if>
  </section>
  <c:if test="${not empty nextKey}"><p><a class="button" href="${pageContext.request.contextPath}${nextPath}"><c:out value="${t[nextKey]}"/></a></p></c:if>
  <p><a href="${pageContext.request.contextPath}/"><c:out value="${t['status.home']}"/></a></p>
</sample:page>
