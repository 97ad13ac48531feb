<?xml version="1.0" encoding="UTF-8"?>
<!-- Invented for the tests: makes the elements of invented.wsdl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="http://xoev.de/schemata/xzufi/2_2_0"
    xmlns:t="urn:example:import" exclude-result-prefixes="x">
  <xsl:template match="/">
    <xsl:apply-templates select="*/x:schreibe/x:onlinedienst | */x:loesche"/>
  </xsl:template>
  <xsl:template match="x:onlinedienst">
    <t:speichereOnlinedienst>
      <id><xsl:value-of select="x:id"/></id>
      <titel><xsl:value-of select="x:bezeichnung[@languageCode = 'de']"/></titel>
      <adresse><xsl:value-of select="x:link/x:link"/></adresse>
    </t:speichereOnlinedienst>
  </xsl:template>
  <xsl:template match="x:loesche">
    <t:loescheOnlinedienst><id><xsl:value-of select="x:id"/></id></t:loescheOnlinedienst>
  </xsl:template>
</xsl:stylesheet>
