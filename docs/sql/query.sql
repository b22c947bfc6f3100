-- Obtener los nombres de los clientes los cuales tienen inscrito algún producto disponible sólo en las
-- sucursales que visitan.
--
-- Some enrolled product is available somewhere, and nowhere that the client does not visit. EXISTS asks
-- about the client and multiplies no rows, so each client comes once and namesakes are not merged.

SELECT c.nombre, c.apellidos, c.id
FROM cliente c
WHERE EXISTS (
    SELECT 1
    FROM inscripcion i
    WHERE i.idCliente = c.id
      AND EXISTS (
          SELECT 1
          FROM disponibilidad d
          WHERE d.idProducto = i.idProducto
      )
      AND NOT EXISTS (
          SELECT 1
          FROM disponibilidad d
          WHERE d.idProducto = i.idProducto
            AND NOT EXISTS (
                SELECT 1
                FROM visitan v
                WHERE v.idSucursal = d.idSucursal
                  AND v.idCliente = c.id
            )
      )
)
ORDER BY c.apellidos, c.nombre, c.id;
