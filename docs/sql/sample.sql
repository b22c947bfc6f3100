-- Few rows, one for each way in which the readings of the question differ. README.md walks through them.

INSERT INTO sucursal (id, nombre, ciudad) VALUES
    (1, 'Medellín Centro', 'Medellín'),
    (2, 'Bogotá Chapinero', 'Bogotá'),
    (3, 'Cali Norte', 'Cali');

INSERT INTO producto (id, nombre, tipoProducto) VALUES
    (1, 'FPV_BTG_PACTUAL_RECAUDADORA', 'FPV'),
    (2, 'FPV_BTG_PACTUAL_ECOPETROL', 'FPV'),
    (3, 'DEUDAPRIVADA', 'FIC'),
    (4, 'FDO-ACCIONES', 'FIC');

INSERT INTO disponibilidad (idSucursal, idProducto) VALUES
    (1, 1), (2, 1),  -- RECAUDADORA: Medellín and Bogotá
    (1, 2),          -- ECOPETROL: Medellín alone
    (3, 3);          -- DEUDAPRIVADA: Cali alone
                     -- FDO-ACCIONES: nowhere

INSERT INTO cliente (id, nombre, apellidos, ciudad) VALUES
    (1, 'Ana', 'Gómez', 'Medellín'),
    (2, 'Beatriz', 'Rojas', 'Medellín'),
    (3, 'Carlos', 'Díaz', 'Bogotá'),
    (4, 'Diana', 'Mora', 'Cali'),
    (5, 'Esteban', 'Paz', 'Cali'),
    (6, 'Ana', 'Gómez', 'Cali'),
    (7, 'Fabio', 'Luna', 'Bogotá'),
    (8, 'Gloria', 'Vera', 'Bogotá');

INSERT INTO inscripcion (idCliente, idProducto) VALUES
    (1, 1), (2, 1), (3, 1), (3, 2), (4, 4), (5, 3), (6, 3), (7, 1), (7, 2);
    -- Gloria (8) is enrolled in nothing

INSERT INTO visitan (idCliente, idSucursal, fechaVisita) VALUES
    (1, 1, '2026-11-03'), (1, 2, '2026-11-10'),
    (2, 1, '2026-11-03'), (2, 1, '2026-11-04'),
    (3, 1, '2026-11-05'),
    (4, 1, '2026-11-05'), (4, 2, '2026-11-05'), (4, 3, '2026-11-05'),
    (6, 3, '2026-11-06'),
    (7, 2, '2026-11-06'),
    (8, 1, '2026-11-07'), (8, 2, '2026-11-07'), (8, 3, '2026-11-07');
    -- Esteban (5) visits no branch
