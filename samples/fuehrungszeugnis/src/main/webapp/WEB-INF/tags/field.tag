<%@ tag pageEncoding="UTF-8" description="One labelled text field with its hint and its problem" %>
<%@ attribute name="name" required="true" %>
<%@ attribute name="value" required="true" %>
<%@ attribute name="hint" required="false" %>
<%@ attribute name="numeric" required="false" type="java.lang.Boolean" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:set var="label" value="form.${name}"/>
<c:set var="problem" value="${problems[name]}"/>
<div class="field">
  <label for="${name}"><c:out value="${t[label]}"/></label>
  <c:if test="${not empty hint}"><p class="hint" id="${name}-hint"><c:out value="${t[hint]}"/></p></c:if>
  <c:if test="${not empty problem}"><p class="problem" id="${name}-problem"><c:out value="${t[problem]}"/></p></c:if>
  <input id="${name}" name="${name}" type="text" autocomplete="off" required maxlength="120"
    value="<c:out value="${value}"/>" ${numeric ? 'inputmode="numeric"' : ''} ${empty problem ? '' : 'aria-invalid="true"'}
    aria-describedby="${empty hint ? '' : name}${empty hint ? '' : '-hint '}${empty problem ? '' : name}${empty problem ? '' : '-problem'}">
</div>
