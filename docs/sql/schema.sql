-- Clients, branches, products and who visits where. PostgreSQL.
-- Names are those of the exercise; without quotes, PostgreSQL does not tell idCliente from idcliente.

CREATE TABLE cliente (
    id        integer PRIMARY KEY,
    nombre    text NOT NULL CHECK (btrim(nombre) <> ''),
    apellidos text NOT NULL CHECK (btrim(apellidos) <> ''),
    ciudad    text NOT NULL CHECK (btrim(ciudad) <> '')
    -- No name is unique: namesakes are two clients.
);

CREATE TABLE sucursal (
    id     integer PRIMARY KEY,
    nombre text NOT NULL UNIQUE CHECK (btrim(nombre) <> ''),
    ciudad text NOT NULL CHECK (btrim(ciudad) <> '')
);

CREATE TABLE producto (
    id           integer PRIMARY KEY,
    nombre       text NOT NULL UNIQUE CHECK (btrim(nombre) <> ''),
    tipoProducto text NOT NULL CHECK (btrim(tipoProducto) <> '')
);

-- Which client is enrolled in which product, once.
CREATE TABLE inscripcion (
    idProducto integer NOT NULL REFERENCES producto ON DELETE RESTRICT,
    idCliente  integer NOT NULL REFERENCES cliente ON DELETE CASCADE,
    PRIMARY KEY (idProducto, idCliente)
);

-- Which branch offers which product.
CREATE TABLE disponibilidad (
    idSucursal integer NOT NULL REFERENCES sucursal ON DELETE CASCADE,
    idProducto integer NOT NULL REFERENCES producto ON DELETE CASCADE,
    PRIMARY KEY (idSucursal, idProducto)
);

-- A client may visit a branch on many days; a day counts once.
CREATE TABLE visitan (
    idSucursal  integer NOT NULL REFERENCES sucursal ON DELETE RESTRICT,
    idCliente   integer NOT NULL REFERENCES cliente ON DELETE CASCADE,
    fechaVisita date NOT NULL,
    PRIMARY KEY (idSucursal, idCliente, fechaVisita)
);

-- Each primary key serves the questions from its first column; these serve those from the other one.
CREATE INDEX inscripcion_por_cliente ON inscripcion (idCliente, idProducto);
CREATE INDEX disponibilidad_por_producto ON disponibilidad (idProducto, idSucursal);
CREATE INDEX visitan_por_cliente ON visitan (idCliente, idSucursal);
