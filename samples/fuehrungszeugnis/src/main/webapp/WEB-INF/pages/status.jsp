<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="sample" tagdir="/WEB-INF/tags" %>
<c:set var="titleKey" value="status.title.${item.payment}"/>
<c:set var="textKey" value="status.${item.payment}"/>
<c:set var="letterKey" value="status.letter.${item.letter}"/>
<c:set var="actionKey" value="status.action.${item.payment}"/>
<c:set var="paid" value="${item.payment eq 'PAID'}"/>
<sample:page title="${t[titleKey]}" step="${paid ? 5 : 4}">
  <div id="state" data-payment="${item.payment}" data-letter="${item.letter}">
    <p class="lead"><c:out value="${t[textKey]}"/></p>
    <c:if test="${paid}"><p><c:out value="${t[letterKey]}"/></p></c:if>
  </div>
  <dl><dt><c:out value="${t['status.number']}"/></dt><dd><c:out value="${item.number}"/></dd></dl>
  <c:if test="${item.payment eq 'UNCLEAR' or paid and item.letter ne 'DELIVERED'}">
    <p><a class="button" href="${pageContext.request.contextPath}/antrag/stand"><c:out value="${t['status.reload']}"/></a></p>
  </c:if>
  <c:if test="${not empty t[actionKey]}">
    <form method="post" action="${pageContext.request.contextPath}/antrag/bezahlen" id="go-on">
      <input type="hidden" name="csrf" value="${csrf}">
      <input type="hidden" name="case" value="${item.number}">
      <p><button><c:out value="${t[actionKey]}"/></button></p>
    </form>
  </c:if>
  <c:if test="${item.payment eq 'NOT_STARTED' or item.payment eq 'NOT_PAID'}">
    <p><a href="${pageContext.request.contextPath}/antrag"><c:out value="${t['summary.change']}"/></a></p>
  </c:if>
  <c:if test="${paid}">
    <form method="post" action="${pageContext.request.contextPath}/antrag/weiterer" id="another">
      <input type="hidden" name="csrf" value="${csrf}">
      <p><button class="quiet"><c:out value="${t['status.another']}"/></button></p>
    </form>
  </c:if>
  <p><a href="${pageContext.request.contextPath}/"><c:out value="${t['status.home']}"/></a></p>
</sample:page>
