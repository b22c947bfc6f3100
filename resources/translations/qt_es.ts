<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- What Qt's own Spanish leaves in English, or misspells. Kept by hand; a test tells what is missing. -->
<TS version="2.1" language="es_ES" sourcelanguage="en_US">
<context>
    <name>QAbstractFileIconProvider</name>
    <message><source>Drive</source><translation>Unidad</translation></message>
    <message><source>Folder</source><translation>Carpeta</translation></message>
</context>
<context>
    <name>QFileDialog</name>
    <message><source>&amp;Look in:</source><translation>&amp;Buscar en:</translation></message>
    <message><source>Files of &amp;type:</source><translation>&amp;Tipo de archivo:</translation></message>
    <message><source>Go to the parent directory</source><translation>Ir al directorio superior</translation></message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message><source>Double Sided Printing</source><translation>Impresión por las dos caras</translation></message>
    <message><source>Long side binding</source><translation>Giro por el lado largo</translation></message>
    <message><source>Off</source><translation>No</translation></message>
    <message><source>Page &amp;Set:</source><translation>&amp;Grupo de páginas:</translation></message>
    <message><source>Pages</source><translation>Páginas</translation></message>
    <message><source>Short side binding</source><translation>Giro por el lado corto</translation></message>
    <message><source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source><translation>Páginas o intervalos separados por comas; un intervalo son dos números con un guion. Por ejemplo, 3,5-7,9 imprime las páginas 3, 5, 6, 7 y 9.</translation></message>
</context>
</TS>
