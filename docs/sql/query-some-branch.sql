-- The looser sibling: … algún producto disponible en alguna de las sucursales que visitan.

SELECT c.nombre, c.apellidos, c.id
FROM cliente c
WHERE EXISTS (
    SELECT 1
    FROM inscripcion i
    JOIN disponibilidad d ON d.idProducto = i.idProducto
    JOIN visitan v ON v.idSucursal = d.idSucursal AND v.idCliente = i.idCliente
    WHERE i.idCliente = c.id
)
ORDER BY c.apellidos, c.nombre, c.id;
