<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="sample" tagdir="/WEB-INF/tags" %>
<sample:page title="${t['summary.title']}" step="3">
  <c:if test="${applicant.withoutPostbox}">
    <p class="notice" role="alert" tabindex="-1" autofocus><c:out value="${t['summary.noPostbox']}"/></p>
  </c:if>
  <p class="lead"><c:out value="${t['summary.lead']}"/></p>
  <dl>
    <dt><c:out value="${t['form.name']}"/></dt><dd><c:out value="${applicant.name}"/></dd>
    <dt><c:out value="${t['form.birthDate']}"/></dt><dd><c:out value="${empty applicant.birthDate ? t['form.absent'] : applicant.birthDate}"/></dd>
    <dt><c:out value="${t['form.address']}"/></dt><dd><c:out value="${empty applicant.address ? t['form.absent'] : applicant.address}"/></dd>
    <dt><c:out value="${t['summary.purpose']}"/></dt><dd><c:out value="${draft.purpose}"/></dd>
    <dt><c:out value="${t['summary.receiver']}"/></dt>
    <dd><c:out value="${draft.authority}"/><br><c:out value="${draft.street}"/><br><c:out value="${draft.postalCode} ${draft.town}"/></dd>
    <dt><c:out value="${t['summary.fee']}"/></dt><dd><c:out value="${t['summary.fee.amount']}"/></dd>
  </dl>
  <c:if test="${not applicant.withoutPostbox}">
    <form method="post" action="${pageContext.request.contextPath}/antrag/bezahlen" id="pay">
      <input type="hidden" name="csrf" value="${csrf}">
      <p><button><c:out value="${t['summary.pay']}"/></button></p>
    </form>
  </c:if>
  <p><a href="${pageContext.request.contextPath}/antrag"><c:out value="${t['summary.change']}"/></a></p>
</sample:page>
