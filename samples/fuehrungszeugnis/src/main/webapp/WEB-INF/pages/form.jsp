<%@ page contentType="text/html;charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="sample" tagdir="/WEB-INF/tags" %>
<sample:page title="${t['form.title']}" step="2">
  <c:if test="${not empty problems}">
    <section class="notice" role="alert" aria-labelledby="problems" tabindex="-1" autofocus>
      <h2 id="problems"><c:out value="${t['form.problems']}"/></h2>
      <ul>
        <c:forEach var="problem" items="${problems}">
          <li><a href="#${problem.key}"><c:out value="${t[problem.value]}"/></a></li>
        </c:forEach>
      </ul>
    </section>
  </c:if>
  <c:if test="${applicant.withoutPostbox}">
    <p class="notice" role="status"><c:out value="${t['summary.noPostbox']}"/></p>
  </c:if>
  <section aria-labelledby="verified">
    <h2 id="verified"><c:out value="${t['form.verified']}"/></h2>
    <p><c:out value="${t['form.verified.note']}"/></p>
    <dl>
      <dt><c:out value="${t['form.name']}"/></dt>
      <dd><c:out value="${empty applicant.name ? t['form.absent'] : applicant.name}"/></dd>
      <dt><c:out value="${t['form.birthDate']}"/></dt>
      <dd><c:out value="${empty applicant.birthDate ? t['form.absent'] : applicant.birthDate}"/></dd>
      <dt><c:out value="${t['form.address']}"/></dt>
      <dd><c:out value="${empty applicant.address ? t['form.absent'] : applicant.address}"/></dd>
    </dl>
  </section>
  <form method="post" action="${pageContext.request.contextPath}/antrag" id="details">
    <input type="hidden" name="csrf" value="${csrf}">
    <h2><c:out value="${t['form.own']}"/></h2>
    <sample:field name="purpose" value="${draft.purpose}" hint="form.purpose.hint"/>
    <sample:field name="authority" value="${draft.authority}"/>
    <sample:field name="street" value="${draft.street}"/>
    <sample:field name="postalCode" value="${draft.postalCode}" numeric="true"/>
    <sample:field name="town" value="${draft.town}"/>
    <p><button><c:out value="${t['form.next']}"/></button></p>
  </form>
</sample:page>
