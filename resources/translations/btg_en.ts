<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="es">
<context>
    <name>ActionButton</name>
    <message>
        <source>Lea primero: falta un instante</source>
        <translation>Read first: one moment</translation>
    </message>
</context>
<context>
    <name>ActionsController</name>
    <message>
        <source>Fondos en la tabla: {count}. No hay un {n}.º</source>
        <translation>Funds in the table: {count}. There is no number {n}</translation>
    </message>
    <message>
        <source>Elija en la tabla el fondo que se cancela y repita Ctrl+Mayús+C</source>
        <translation>Choose in the table the fund to cancel and press Ctrl+Shift+C again</translation>
    </message>
    <message>
        <source>El cliente no está vinculado a ningún fondo</source>
        <translation>The client is not subscribed to any fund</translation>
    </message>
</context>
<context>
    <name>AmountStep</name>
    <message>
        <source>&amp;Valor</source>
        <translation>&amp;Amount</translation>
    </message>
    <message>
        <source>Valor en pesos</source>
        <translation>Amount in pesos</translation>
    </message>
    <message>
        <source>mínimo {minimum}  ·  disponible {balance}</source>
        <translation>minimum {minimum}  ·  available {balance}</translation>
    </message>
    <message>
        <source>&amp;Mínimo  {amount}</source>
        <translation>&amp;Minimum  {amount}</translation>
    </message>
    <message>
        <source>Usar el mínimo, {amount}</source>
        <translation>Use the minimum, {amount}</translation>
    </message>
    <message>
        <source>Lo escribe; Intro lo revisa</source>
        <translation>Writes it; Enter reviews it</translation>
    </message>
    <message>
        <source>&amp;Todo  {amount}</source>
        <translation>A&amp;ll  {amount}</translation>
    </message>
    <message>
        <source>Usar todo el saldo, {amount}</source>
        <translation>Use the whole balance, {amount}</translation>
    </message>
    <message>
        <source>Avisar por</source>
        <translation>Notify by</translation>
    </message>
    <message>
        <source>Saldo después</source>
        <translation>Balance after</translation>
    </message>
    <message>
        <source>Escriba el valor y pulse Intro para revisarlo</source>
        <translation>Type the amount and press Enter to review it</translation>
    </message>
    <message>
        <source>Faltan {amount}.</source>
        <translation>{amount} missing.</translation>
    </message>
</context>
<context>
    <name>AnotherOperation</name>
    <message>
        <source>Este cliente tiene una operación sin respuesta: puede que ya se haya aplicado</source>
        <translation>This client has an operation without an answer: it may have been applied already</translation>
    </message>
    <message>
        <source>Es una operación &amp;distinta</source>
        <translation>This is a &amp;different operation</translation>
    </message>
    <message>
        <source>Es otra operación, distinta de la que espera respuesta</source>
        <translation>This is another operation, not the one that waits for its answer</translation>
    </message>
    <message>
        <source>Espacio la marca; sin ella no se puede confirmar</source>
        <translation>Space ticks it; without it nothing can be confirmed</translation>
    </message>
    <message>
        <source>Este cliente tiene {count} operaciones sin respuesta: puede que ya se hayan aplicado</source>
        <translation>This client has {count} operations without an answer: they may have been applied already</translation>
    </message>
</context>
<context>
    <name>BackupsController</name>
    <message>
        <source>La copia de seguridad de hoy ya está hecha</source>
        <translation>Today&apos;s backup is done now</translation>
    </message>
    <message>
        <source>No se pudo hacer la copia de seguridad de hoy; la ventana lo intentará de nuevo</source>
        <translation>Today&apos;s backup could not be made; the window will try again</translation>
    </message>
</context>
<context>
    <name>BalanceLine</name>
    <message>
        <source>Desde {since}: {first}. Hoy: {last}. Entre {least} y {most}</source>
        <translation>Since {since}: {first}. Today: {last}. Between {least} and {most}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Reintentar</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Consulta de nuevo la base de datos</source>
        <translation>Asks the database again</translation>
    </message>
    <message>
        <source>Copiar detalles</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Al portapapeles, para soporte</source>
        <translation>To the clipboard, for support</translation>
    </message>
    <message>
        <source>Cerrar el aviso</source>
        <translation>Dismiss the message</translation>
    </message>
</context>
<context>
    <name>BtgApp</name>
    <message>
        <source>La base de datos todavía se está abriendo; espere un momento</source>
        <translation>The database is still opening; wait a moment</translation>
    </message>
    <message>
        <source>La aplicación falló al abrir la base de datos</source>
        <translation>The application failed to open the database</translation>
    </message>
</context>
<context>
    <name>CalmDateEdit</name>
    <message>
        <source>Las flechas cambian el día</source>
        <translation>Arrows change the day</translation>
    </message>
</context>
<context>
    <name>CancelDialog</name>
    <message>
        <source>Cancelar la vinculación</source>
        <translation>Cancel the subscription</translation>
    </message>
    <message>
        <source>Nada se ha movido todavía</source>
        <translation>Nothing has moved yet</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Cancelar vinculación {amount}</source>
        <translation>Cancel subscription {amount}</translation>
    </message>
    <message>
        <source>Todo vuelve al saldo disponible</source>
        <translation>All of it returns to the available balance</translation>
    </message>
    <message>
        <source>Vuelve al saldo</source>
        <translation>Returns to the balance</translation>
    </message>
    <message>
        <source>Puede haber retención contingente</source>
        <translation>Withholding tax may be owed</translation>
    </message>
    <message>
        <source>Es un fondo de pensiones voluntarias (FPV): quien se retira antes de tiempo puede deber retención contingente.</source>
        <translation>This is a voluntary pension fund (FPV): whoever leaves early may owe contingent withholding tax (retención contingente).</translation>
    </message>
</context>
<context>
    <name>ChoiceField</name>
    <message>
        <source>Las flechas eligen</source>
        <translation>Arrows choose</translation>
    </message>
</context>
<context>
    <name>ClientCard</name>
    <message>
        <source>En fondos</source>
        <translation>In funds</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Saldo disponible</source>
        <translation>Available balance</translation>
    </message>
    <message>
        <source>Notificar por SMS</source>
        <translation>Notify by SMS</translation>
    </message>
    <message>
        <source>Notificar por correo</source>
        <translation>Notify by e-mail</translation>
    </message>
    <message>
        <source>{channel}: cambiar</source>
        <translation>{channel}: change</translation>
    </message>
    <message>
        <source>Cambiar cómo se avisa al cliente</source>
        <translation>Change how the client is told</translation>
    </message>
</context>
<context>
    <name>ClientDialog</name>
    <message>
        <source>Cliente nuevo</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Empieza con {amount} disponibles</source>
        <translation>Starts with {amount} available</translation>
    </message>
    <message>
        <source>&amp;Nombre completo</source>
        <translation>&amp;Full name</translation>
    </message>
    <message>
        <source>&amp;Documento</source>
        <translation>&amp;Document</translation>
    </message>
    <message>
        <source>Tipo de documento</source>
        <translation>Document type</translation>
    </message>
    <message>
        <source>A&amp;brir ese cliente</source>
        <translation>&amp;Open that client</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Registrando…</source>
        <translation>Registering…</translation>
    </message>
    <message>
        <source>Registrar cliente</source>
        <translation>Register client</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>ClientKeys</name>
    <message>
        <source>Nadie quedó elegido: elija un cliente y repita la tecla</source>
        <translation>Nobody was chosen: choose a client and press the key again</translation>
    </message>
    <message>
        <source>Elija primero un cliente: escriba su documento y pulse Intro</source>
        <translation>Choose a client first: type their document and press Enter</translation>
    </message>
    <message>
        <source>Los movimientos de la sucursal están delante: Esc vuelve al cliente</source>
        <translation>The movements of the branch are in front: Esc goes back to the client</translation>
    </message>
    <message>
        <source>La búsqueda ya no señala a {name}: Intro elige lo que señala, Esc vuelve a {name}</source>
        <translation>The search no longer points at {name}: Enter chooses what it points at, Esc goes back to {name}</translation>
    </message>
</context>
<context>
    <name>ClientList</name>
    <message>
        <source>Las flechas eligen, Intro abre la página del cliente</source>
        <translation>Arrows choose, Enter opens the client&apos;s page</translation>
    </message>
    <message>
        <source>Abre el registro de un cliente</source>
        <translation>Opens the registration of a client</translation>
    </message>
</context>
<context>
    <name>ClientPageController</name>
    <message>
        <source>Sin conexión: las operaciones de dinero esperan</source>
        <translation>Offline: money operations wait</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>Algo falló en la aplicación; lo que estaba en pantalla sigue siendo válido</source>
        <translation>Something failed in the application; what was on screen is still valid</translation>
    </message>
</context>
<context>
    <name>ConsentField</name>
    <message>
        <source>El cliente a&amp;utoriza que le avisen por {channel}</source>
        <translation>The client a&amp;uthorises being told by {channel}</translation>
    </message>
    <message>
        <source>Autorizó avisos por {channel} el {date}</source>
        <translation>Authorised messages by {channel} on {date}</translation>
    </message>
    <message>
        <source>Sin la autorización del cliente no se le puede avisar: pregúntele y márquela</source>
        <translation>Without the client’s authorisation nobody may tell them: ask, and tick it</translation>
    </message>
</context>
<context>
    <name>ContactFields</name>
    <message>
        <source>&amp;Correo electrónico</source>
        <translation>&amp;E-mail</translation>
    </message>
    <message>
        <source>nombre@dominio.com</source>
        <translation>name@domain.com</translation>
    </message>
    <message>
        <source>Ce&amp;lular</source>
        <translation>&amp;Mobile</translation>
    </message>
    <message>
        <source>10 dígitos; empieza por 3</source>
        <translation>10 digits, starting with 3</translation>
    </message>
    <message>
        <source>&amp;Avisar por</source>
        <translation>&amp;Notify by</translation>
    </message>
    <message>
        <source>Avisar por {channel}</source>
        <translation>Notify by {channel}</translation>
    </message>
    <message>
        <source>Las flechas cambian el canal</source>
        <translation>Arrows change the channel</translation>
    </message>
</context>
<context>
    <name>DaysDialog</name>
    <message>
        <source>El primer día va después del último</source>
        <translation>The first day comes after the last</translation>
    </message>
    <message>
        <source>Rango de fechas</source>
        <translation>Range of dates</translation>
    </message>
    <message>
        <source>Los dos días se incluyen, en hora de Bogotá</source>
        <translation>Both days are included, in Bogotá time</translation>
    </message>
    <message>
        <source>&amp;Desde</source>
        <translation>&amp;From</translation>
    </message>
    <message>
        <source>&amp;Hasta</source>
        <translation>&amp;To</translation>
    </message>
    <message>
        <source>Las flechas cambian el día</source>
        <translation>Arrows change the day</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Mostrar</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>DocumentField</name>
    <message>
        <source>Escriba el documento</source>
        <translation>Type the document</translation>
    </message>
</context>
<context>
    <name>EmailField</name>
    <message>
        <source>Escriba el correo</source>
        <translation>Type the e-mail</translation>
    </message>
</context>
<context>
    <name>ExportsController</name>
    <message>
        <source>sucursal</source>
        <translation>branch</translation>
    </message>
    <message>
        <source>movimientos</source>
        <translation>movements</translation>
    </message>
    <message>
        <source>Exportando los movimientos</source>
        <translation>Exporting the movements</translation>
    </message>
    <message>
        <source>Movimientos exportados: {count}</source>
        <translation>Movements exported: {count}</translation>
    </message>
    <message>
        <source>La exportación se canceló; no quedó ningún archivo</source>
        <translation>The export was cancelled; no file was left</translation>
    </message>
    <message>
        <source>Movimientos</source>
        <translation>Movements</translation>
    </message>
    <message>
        <source>N.º</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Fecha (Bogotá)</source>
        <translation>Date (Bogotá)</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Documento</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Movimiento</source>
        <translation>Movement</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Saldo después</source>
        <translation>Balance after</translation>
    </message>
    <message>
        <source>Notificación</source>
        <translation>Notification</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>Algo falló en la aplicación</source>
        <translation>Something in the application failed</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Detalles copiados</source>
        <translation>Details copied</translation>
    </message>
    <message>
        <source>Algo falló en la aplicación</source>
        <translation>Something in the application failed</translation>
    </message>
    <message>
        <source>La ventana sigue funcionando</source>
        <translation>The window goes on working</translation>
    </message>
    <message>
        <source>Ninguna operación se perdió: lo que se haya enviado tiene su respuesta guardada, y lo que quedó sin respuesta se consulta de nuevo. Si se repite, copie los detalles y avise a soporte; no llevan datos de clientes.</source>
        <translation>No operation was lost: what was sent has its answer stored, and what is without an answer is asked for again. If it happens again, copy the details and tell support; they hold no client’s data.</translation>
    </message>
    <message>
        <source>Detalles</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Solo para leer y copiar</source>
        <translation>To read and copy only</translation>
    </message>
    <message>
        <source>Continuar</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Copiar detalles</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Al portapapeles</source>
        <translation>To the clipboard</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>Abre un menú; las flechas e Intro eligen</source>
        <translation>Opens a menu; arrows and Enter choose</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Más</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Abre un menú; las flechas e Intro eligen</source>
        <translation>Opens a menu; arrows and Enter choose</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Algo falló en la aplicación; mire si se guardó antes de repetir</source>
        <translation>Something failed in the application; check whether it was saved before you repeat it</translation>
    </message>
</context>
<context>
    <name>FundsCard</name>
    <message>
        <source>Todos</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Mostrar los fondos {category}</source>
        <translation>Show the {category} funds</translation>
    </message>
    <message>
        <source>Mostrar todos los fondos</source>
        <translation>Show all funds</translation>
    </message>
    <message>
        <source>Elige qué fondos lista la tabla</source>
        <translation>Chooses which funds the table lists</translation>
    </message>
    <message>
        <source>Fondos</source>
        <translation>Funds</translation>
    </message>
    <message>
        <source>Intro suscribe, Suprimir cancela</source>
        <translation>Enter subscribes, Delete cancels</translation>
    </message>
    <message>
        <source>No hay fondos para mostrar</source>
        <translation>There are no funds to show</translation>
    </message>
    <message>
        <source>El catálogo está vacío. Pida al área de tecnología que lo cargue.</source>
        <translation>The catalogue is empty. Ask IT to load it.</translation>
    </message>
</context>
<context>
    <name>FundsModel</name>
    <message>
        <source>Acciones</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Categoría</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Mínimo</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Tiene</source>
        <translation>Holds</translation>
    </message>
    <message>
        <source>mínimo {amount}</source>
        <translation>minimum {amount}</translation>
    </message>
    <message>
        <source>tiene {amount}</source>
        <translation>holds {amount}</translation>
    </message>
    <message>
        <source>No se ofrece</source>
        <translation>Not offered</translation>
    </message>
    <message>
        <source>Suscribir</source>
        <translation>Subscribe</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>FundsTable</name>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Suscribir</source>
        <translation>Subscribe</translation>
    </message>
    <message>
        <source>No se ofrece</source>
        <translation>Not offered</translation>
    </message>
    <message>
        <source>Cancelar la vinculación a {fund}</source>
        <translation>Cancel the subscription to {fund}</translation>
    </message>
    <message>
        <source>Suscribir a {fund}</source>
        <translation>Subscribe to {fund}</translation>
    </message>
    <message>
        <source>Ctrl+Mayús+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Guía de caja</source>
        <translation>Counter guide</translation>
    </message>
    <message>
        <source>Tab va de enlace en enlace; Intro lo sigue</source>
        <translation>In Spanish. Tab goes from link to link; Enter follows it</translation>
    </message>
    <message>
        <source>Las flechas avanzan; Tab va de enlace en enlace</source>
        <translation>In Spanish. The arrows read on; Tab goes from link to link</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>HistoryFilters</name>
    <message>
        <source>Todos los fondos</source>
        <translation>All funds</translation>
    </message>
    <message>
        <source>Todos los tipos</source>
        <translation>All types</translation>
    </message>
    <message>
        <source>Todas las fechas</source>
        <translation>All dates</translation>
    </message>
    <message>
        <source>Hoy</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Ayer</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>Últimos 7 días</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>Últimos 30 días</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Este mes</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Rango de fechas…</source>
        <translation>Range of dates…</translation>
    </message>
    <message>
        <source>&amp;Fechas: {dates}</source>
        <translation>&amp;Dates: {dates}</translation>
    </message>
    <message>
        <source>Todas las &amp;fechas</source>
        <translation>All &amp;dates</translation>
    </message>
    <message>
        <source>Filtrar por fecha: {dates}</source>
        <translation>Filter by date: {dates}</translation>
    </message>
    <message>
        <source>&amp;Tipo: {kind}</source>
        <translation>&amp;Type: {kind}</translation>
    </message>
    <message>
        <source>Todos los &amp;tipos</source>
        <translation>All &amp;types</translation>
    </message>
    <message>
        <source>Filtrar por tipo: {kind}</source>
        <translation>Filter by type: {kind}</translation>
    </message>
    <message>
        <source>Todos los f&amp;ondos</source>
        <translation>All f&amp;unds</translation>
    </message>
    <message>
        <source>F&amp;ondo: {fund}</source>
        <translation>F&amp;und: {fund}</translation>
    </message>
    <message>
        <source>Filtrar por fondo: {fund}</source>
        <translation>Filter by fund: {fund}</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Buscar un cliente</source>
        <translation>Search for a client</translation>
    </message>
    <message>
        <source>↑  ↓  Intro</source>
        <translation>↑  ↓  Enter</translation>
    </message>
    <message>
        <source>Elegir de la lista</source>
        <translation>Choose from the list</translation>
    </message>
    <message>
        <source>Cliente nuevo</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Suscribir al fondo de esa fila</source>
        <translation>Subscribe to the fund in that row</translation>
    </message>
    <message>
        <source>Cancelar la vinculación a un fondo</source>
        <translation>Cancel the subscription to a fund</translation>
    </message>
    <message>
        <source>Ordenar por la columna, o clic en su título</source>
        <translation>Sort by the column, or click on its title</translation>
    </message>
    <message>
        <source>Movimientos de la sucursal</source>
        <translation>Movements of the branch</translation>
    </message>
    <message>
        <source>Inicio · Fin</source>
        <translation>Home · End</translation>
    </message>
    <message>
        <source>Ir al primer o al último movimiento</source>
        <translation>Go to the first or the last movement</translation>
    </message>
    <message>
        <source>Ctrl+↑ · Ctrl+↓</source>
        <translation>Ctrl+↑ · Ctrl+↓</translation>
    </message>
    <message>
        <source>Ctrl+Mayús+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Comprobante del movimiento elegido, o del último</source>
        <translation>Receipt of the chosen movement, or of the last one</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Notificaciones: ver y reenviar</source>
        <translation>Notifications: see and resend</translation>
    </message>
    <message>
        <source>Modo discreto: ocultar valores y datos personales</source>
        <translation>Discreet mode: hide amounts and personal data</translation>
    </message>
    <message>
        <source>Informes</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Cierre de turno</source>
        <translation>End of shift</translation>
    </message>
    <message>
        <source>Alt+F · O · T</source>
        <translation>Alt+D · U · T</translation>
    </message>
    <message>
        <source>Filtrar los movimientos por fecha, fondo o tipo</source>
        <translation>Filter the movements by date, fund or type</translation>
    </message>
    <message>
        <source>Alt+E · Alt+P</source>
        <translation>Alt+E · Alt+P</translation>
    </message>
    <message>
        <source>Exportar o imprimir los movimientos filtrados</source>
        <translation>Export or print the filtered movements</translation>
    </message>
    <message>
        <source>Operaciones sin respuesta</source>
        <translation>Operations without an answer</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>Preferencias</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Avanzar un paso en un diálogo</source>
        <translation>Go one step forward in a dialog</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Volver un paso; nada se mueve</source>
        <translation>Go one step back; nothing moves</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Ir al siguiente control</source>
        <translation>Go to the next control</translation>
    </message>
    <message>
        <source>Esta hoja de teclas; otra vez, la guía de caja</source>
        <translation>This sheet of keys; once more, the counter guide</translation>
    </message>
    <message>
        <source>Guía de caja</source>
        <translation>Counter guide</translation>
    </message>
    <message>
        <source>Teclas</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Todo el trabajo se puede hacer con el teclado</source>
        <translation>The whole job can be done by keyboard</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Live</name>
    <message>
        <source>Actualizado por otra caja: {count} movimientos</source>
        <translation>Updated by another desk: {count} movements</translation>
    </message>
    <message>
        <source>Actualizado por otra caja: {kind} {amount}</source>
        <translation>Updated by another desk: {kind} {amount}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Notificaciones</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Modo discreto activo</source>
        <translation>Discreet mode is on</translation>
    </message>
    <message>
        <source>Modo discreto</source>
        <translation>Discreet mode</translation>
    </message>
    <message>
        <source>Teclas</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Actualizar</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Informes</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Comprobante</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Cierre de turno</source>
        <translation>End of shift</translation>
    </message>
    <message>
        <source>Preferencias</source>
        <translation>Preferences</translation>
    </message>
</context>
<context>
    <name>MessagesController</name>
    <message>
        <source>Leyendo…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>No se pudieron leer las notificaciones</source>
        <translation>The notifications could not be read</translation>
    </message>
    <message>
        <source>No hay notificaciones así</source>
        <translation>There are no such notifications</translation>
    </message>
    <message>
        <source>Notificaciones puestas otra vez en cola: {count}</source>
        <translation>Notifications queued again: {count}</translation>
    </message>
    <message>
        <source>pendientes: {count}</source>
        <translation>pending: {count}</translation>
    </message>
    <message>
        <source>fallidas: {count}</source>
        <translation>failed: {count}</translation>
    </message>
    <message>
        <source>retenidas: {count}</source>
        <translation>on hold: {count}</translation>
    </message>
    <message>
        <source>en duda: {count}</source>
        <translation>in doubt: {count}</translation>
    </message>
    <message>
        <source>Notificaciones</source>
        <translation>Notifications</translation>
    </message>
</context>
<context>
    <name>MessagesDialog</name>
    <message>
        <source>Todas</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Pendientes</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>Retenidas</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>Fallidas</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>En duda</source>
        <translation>In doubt</translation>
    </message>
    <message>
        <source>Enviadas</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Mostrar: {group}</source>
        <translation>Show: {group}</translation>
    </message>
    <message>
        <source>Elige qué avisos lista la tabla</source>
        <translation>Chooses which notifications the table lists</translation>
    </message>
    <message>
        <source>Reenviar las retenidas: {count}</source>
        <translation>Resend those on hold: {count}</translation>
    </message>
    <message>
        <source>Cuando el canal funciona otra vez</source>
        <translation>When the channel works again</translation>
    </message>
    <message>
        <source>Notificaciones</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Cada aviso a un cliente, y lo que espera una decisión suya</source>
        <translation>Each message to a client, and what waits for your decision</translation>
    </message>
    <message>
        <source>Intro reenvía el aviso de esta fila</source>
        <translation>Enter resends the message of this row</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Reenviar este aviso</source>
        <translation>Resend this message</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>MessagesModel</name>
    <message>
        <source>Fecha</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Notificación</source>
        <translation>Notification</translation>
    </message>
    <message>
        <source>Destino</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Intentos</source>
        <translation>Attempts</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Intentos: {count}</source>
        <translation>Attempts: {count}</translation>
    </message>
    <message>
        <source>Reenviar</source>
        <translation>Resend</translation>
    </message>
</context>
<context>
    <name>MoneyController</name>
    <message>
        <source>Verificando la operación: la respuesta no llegó y se está consultando de nuevo</source>
        <translation>Verifying the operation: no answer came and it is being asked again</translation>
    </message>
    <message>
        <source>Comprobante: Ctrl+P</source>
        <translation>Receipt: Ctrl+P</translation>
    </message>
    <message>
        <source>Apertura de {amount} en {fund}
Saldo disponible: {balance}</source>
        <translation>Subscribed {amount} to {fund}
Available balance: {balance}</translation>
    </message>
    <message>
        <source>Cancelación de {fund}: {amount} de vuelta
Saldo disponible: {balance}</source>
        <translation>Cancelled {fund}: {amount} returned
Available balance: {balance}</translation>
    </message>
</context>
<context>
    <name>MoneyDialog</name>
    <message>
        <source>Puede cerrar esta ventana: la verificación continúa y el resultado aparecerá en los movimientos. No repita la operación.</source>
        <translation>You may close this window: the verification goes on, and its result will appear among the movements. Do not repeat the operation.</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enviando…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enviando la operación</source>
        <translation>Sending the operation</translation>
    </message>
    <message>
        <source>Espere la respuesta</source>
        <translation>Wait for the answer</translation>
    </message>
    <message>
        <source>Verificando la operación</source>
        <translation>Verifying the operation</translation>
    </message>
    <message>
        <source>Todavía no se sabe si se aplicó</source>
        <translation>It is not known yet whether it was applied</translation>
    </message>
    <message>
        <source>Operación rechazada</source>
        <translation>Operation refused</translation>
    </message>
    <message>
        <source>No se movió dinero</source>
        <translation>No money was moved</translation>
    </message>
    <message>
        <source>No se pudo completar la operación</source>
        <translation>The operation could not be completed</translation>
    </message>
    <message>
        <source>Reintentar pide lo mismo: nunca se aplica dos veces</source>
        <translation>Retry asks for the same: it is never applied twice</translation>
    </message>
</context>
<context>
    <name>MovementsCard</name>
    <message>
        <source>No se pudieron leer los movimientos</source>
        <translation>The movements could not be read</translation>
    </message>
    <message>
        <source>Leyendo más movimientos…</source>
        <translation>Reading more movements…</translation>
    </message>
    <message>
        <source>Aperturas {opened}  ·  Cancelaciones {cancelled}  ·  Neto {net}</source>
        <translation>Subscriptions {opened}  ·  Cancellations {cancelled}  ·  Net {net}</translation>
    </message>
    <message>
        <source>Reenviar el aviso del N.º {number}</source>
        <translation>Resend the message of No. {number}</translation>
    </message>
    <message>
        <source>Ningún movimiento cumple los filtros</source>
        <translation>No movement meets the filters</translation>
    </message>
    <message>
        <source>Elija otras fechas, otro fondo u otro tipo.</source>
        <translation>Choose other dates, another fund or another type.</translation>
    </message>
    <message>
        <source>Sin movimientos en esta sucursal todavía</source>
        <translation>No movements in this branch yet</translation>
    </message>
    <message>
        <source>Movimientos</source>
        <translation>Movements</translation>
    </message>
    <message>
        <source>Movimientos de la sucursal</source>
        <translation>Movements of the branch</translation>
    </message>
    <message>
        <source>Control con flecha arriba o abajo ordena por la columna; Fin va al último movimiento</source>
        <translation>Control with up or down arrow sorts by the column; End goes to the last movement</translation>
    </message>
    <message>
        <source>A Excel o CSV</source>
        <translation>To Excel or CSV</translation>
    </message>
    <message>
        <source>En papel</source>
        <translation>On paper</translation>
    </message>
    <message>
        <source>La página que no llegó</source>
        <translation>The page that did not come</translation>
    </message>
    <message>
        <source>El cliente recibe el mismo aviso</source>
        <translation>The client gets the same message</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Inicio</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Fin</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>Leer otra vez los movimientos</source>
        <translation>Read the movements again</translation>
    </message>
    <message>
        <source>Reenviar</source>
        <translation>Resend</translation>
    </message>
    <message>
        <source>&amp;Exportar</source>
        <translation>&amp;Export</translation>
    </message>
    <message>
        <source>Exportar los movimientos filtrados</source>
        <translation>Export the filtered movements</translation>
    </message>
    <message>
        <source>Im&amp;primir</source>
        <translation>&amp;Print</translation>
    </message>
    <message>
        <source>Imprimir los movimientos filtrados</source>
        <translation>Print the filtered movements</translation>
    </message>
    <message>
        <source>Cerrar   Esc</source>
        <translation>Close   Esc</translation>
    </message>
    <message>
        <source>Cerrar los movimientos de la sucursal</source>
        <translation>Close the movements of the branch</translation>
    </message>
    <message>
        <source>Ir al principio   Inicio</source>
        <translation>Go to the start   Home</translation>
    </message>
    <message>
        <source>Ir al principio</source>
        <translation>Go to the start</translation>
    </message>
    <message>
        <source>Ir al final   Fin</source>
        <translation>Go to the end   End</translation>
    </message>
    <message>
        <source>Ir al final</source>
        <translation>Go to the end</translation>
    </message>
    <message>
        <source>Sin movimientos todavía</source>
        <translation>No movements yet</translation>
    </message>
    <message>
        <source>Suscriba al cliente a un fondo y aquí verá cada apertura y cancelación.</source>
        <translation>Subscribe the client to a fund, and each subscription and cancellation will show here.</translation>
    </message>
</context>
<context>
    <name>MovementsModel</name>
    <message>
        <source>N.º</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Fecha</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Movimiento</source>
        <translation>Movement</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Saldo después</source>
        <translation>Balance after</translation>
    </message>
    <message>
        <source>Notificación</source>
        <translation>Notification</translation>
    </message>
    <message>
        <source>N.º {number}</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>Comprobante</source>
        <translation>Receipt</translation>
    </message>
    <message>
        <source>Reenviar</source>
        <translation>Resend</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Escriba el nombre completo</source>
        <translation>Type the full name</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Así terminaron las operaciones que esperaban respuesta:</source>
        <translation>How the operations ended that waited for an answer:</translation>
    </message>
</context>
<context>
    <name>Output</name>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Enviado a la impresora {printer}</source>
        <translation>Sent to the printer {printer}</translation>
    </message>
    <message>
        <source>Guardado</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Guardar PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Imprimir</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>PaperView</name>
    <message>
        <source>Modo discreto: F8 muestra el documento</source>
        <translation>Discreet mode: F8 shows the document</translation>
    </message>
</context>
<context>
    <name>PendingBand</name>
    <message>
        <source>Operaciones sin respuesta</source>
        <translation>Operations without an answer</translation>
    </message>
</context>
<context>
    <name>PendingDialog</name>
    <message>
        <source>Operaciones sin respuesta</source>
        <translation>Operations without an answer</translation>
    </message>
    <message>
        <source>Cada una se consulta con su mismo número hasta conocer su resultado; no la repita</source>
        <translation>Each is asked again under its own number until its outcome is known; do not repeat it</translation>
    </message>
    <message>
        <source>Intro pide su decisión sobre esta fila</source>
        <translation>Enter asks for your decision on this row</translation>
    </message>
    <message>
        <source>Intro abre el cliente de esta fila</source>
        <translation>Enter opens the client of this row</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Nada espera respuesta</source>
        <translation>Nothing waits for an answer</translation>
    </message>
    <message>
        <source>Toda operación de este equipo tiene su resultado en los movimientos.</source>
        <translation>Every operation of this PC has its outcome in the movements.</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Operación</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Decidir</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Abrir el cliente</source>
        <translation>Open the client</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>PhoneField</name>
    <message>
        <source>Escriba el celular</source>
        <translation>Type the mobile</translation>
    </message>
</context>
<context>
    <name>PortfolioCard</name>
    <message>
        <source>Otros {count} fondos</source>
        <translation>{count} other funds</translation>
    </message>
    <message>
        <source>Disponible</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Fuera de catálogo</source>
        <translation>Not in the catalogue</translation>
    </message>
    <message>
        <source>Otras {count} categorías</source>
        <translation>{count} other categories</translation>
    </message>
    <message>
        <source>{count} fondos</source>
        <translation>{count} funds</translation>
    </message>
    <message>
        <source>invertido</source>
        <translation>invested</translation>
    </message>
    <message>
        <source>Portafolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Saldo disponible en el tiempo</source>
        <translation>Available balance over time</translation>
    </message>
    <message>
        <source>hoy</source>
        <translation>today</translation>
    </message>
    <message>
        <source>Se dibuja con el primer movimiento</source>
        <translation>Drawn from the first movement on</translation>
    </message>
</context>
<context>
    <name>PreferencesController</name>
    <message>
        <source>La preferencia se aplicó, pero no se pudo guardar</source>
        <translation>The preference was applied, but could not be saved</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferencias</source>
        <translation>Preferences</translation>
    </message>
    <message>
        <source>Cómo avisar a {client}</source>
        <translation>How to notify {client}</translation>
    </message>
    <message>
        <source>Idioma de los &amp;mensajes</source>
        <translation>Language of the &amp;messages</translation>
    </message>
    <message>
        <source>Esta ventana</source>
        <translation>This window</translation>
    </message>
    <message>
        <source>&amp;Idioma</source>
        <translation>&amp;Language</translation>
    </message>
    <message>
        <source>&amp;Tema</source>
        <translation>&amp;Theme</translation>
    </message>
    <message>
        <source>Como el sistema</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Claro</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Oscuro</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Tamaño del te&amp;xto</source>
        <translation>Te&amp;xt size</translation>
    </message>
    <message>
        <source>Fijado por {who}</source>
        <translation>Locked by {who}</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Guardando…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Guardar contacto</source>
        <translation>Save contact</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>PrintingController</name>
    <message>
        <source>Sucursal {branch}</source>
        <translation>Branch {branch}</translation>
    </message>
    <message>
        <source>Imprimiendo los movimientos</source>
        <translation>Printing the movements</translation>
    </message>
    <message>
        <source>La impresión se canceló</source>
        <translation>Printing was cancelled</translation>
    </message>
    <message>
        <source>Movimientos enviados a la impresora {printer}: {count}</source>
        <translation>Movements sent to the printer {printer}: {count}</translation>
    </message>
    <message>
        <source>Movimientos guardados en PDF: {count}</source>
        <translation>Movements saved as PDF: {count}</translation>
    </message>
    <message>
        <source>Enviados a la impresora {printer} solo {printed} de {count} movimientos</source>
        <translation>Only {printed} of {count} movements were sent to the printer {printer}</translation>
    </message>
    <message>
        <source>Guardados en PDF solo {printed} de {count} movimientos</source>
        <translation>Only {printed} of {count} movements were saved as PDF</translation>
    </message>
    <message>
        <source>Faltan {rest}: elija menos con los filtros e imprima otra vez, o expórtelos todos a un archivo</source>
        <translation>{rest} are missing: choose fewer with the filters and print again, or export all of them to a file</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>La variable {name} no se usa: ¿quiso decir {meant}?</source>
        <translation>The variable {name} is not used: did you mean {meant}?</translation>
    </message>
    <message>
        <source>Esta ventana trabaja sin ese ajuste: avise a soporte antes de mover dinero</source>
        <translation>This window works without that setting: tell support before you move money</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Cancelando…</source>
        <translation>Cancelling…</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Sin respuesta: {count}</source>
        <translation>No answer: {count}</translation>
    </message>
    <message>
        <source>Abriendo la base de datos…</source>
        <translation>Opening the database…</translation>
    </message>
    <message>
        <source>Conectado</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Sin conexión</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Cliente nuevo   Ctrl+N</source>
        <translation>New client   Ctrl+N</translation>
    </message>
    <message>
        <source>Cliente nuevo</source>
        <translation>New client</translation>
    </message>
    <message>
        <source>Movimientos   F7</source>
        <translation>Movements   F7</translation>
    </message>
    <message>
        <source>Movimientos de la sucursal</source>
        <translation>Movements of the branch</translation>
    </message>
</context>
<context>
    <name>ReceiptDialog</name>
    <message>
        <source>Comprobante N.º {number}</source>
        <translation>Receipt No. {number}</translation>
    </message>
    <message>
        <source>Comprobante sin emitir</source>
        <translation>Receipt not issued</translation>
    </message>
    <message>
        <source>Preparando el comprobante…</source>
        <translation>Preparing the receipt…</translation>
    </message>
    <message>
        <source>{kind} N.º {number} · {fund} · {moment}</source>
        <translation>{kind} No. {number} · {fund} · {moment}</translation>
    </message>
    <message>
        <source>Como se imprime; solo para leer y copiar</source>
        <translation>As it is printed; to read and copy only</translation>
    </message>
</context>
<context>
    <name>ReceiptsController</name>
    <message>
        <source>El cliente no tiene movimientos todavía: no hay comprobante</source>
        <translation>The client has no movements yet: there is no receipt</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Clientes: {count}</source>
        <translation>Clients: {count}</translation>
    </message>
    <message>
        <source>Ningún cliente cumple</source>
        <translation>No client matches</translation>
    </message>
    <message>
        <source>Buscando…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Los clientes se copiaron</source>
        <translation>The clients were copied</translation>
    </message>
    <message>
        <source>Clientes y sucursales</source>
        <translation>Clients and branches</translation>
    </message>
    <message>
        <source>Clientes con un fondo según las sucursales que visitan</source>
        <translation>Clients with a fund, by the branches that they visit</translation>
    </message>
    <message>
        <source>&amp;Pregunta</source>
        <translation>&amp;Question</translation>
    </message>
    <message>
        <source>Disponible solo en las sucursales que visitan</source>
        <translation>Offered only in branches that they visit</translation>
    </message>
    <message>
        <source>Disponible en alguna sucursal que visitan</source>
        <translation>Offered in some branch that they visit</translation>
    </message>
    <message>
        <source>Clientes</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Las flechas recorren las filas</source>
        <translation>Arrows move through the rows</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Guardar CSV</source>
        <translation>Save CSV</translation>
    </message>
    <message>
        <source>En un archivo, para una hoja de cálculo</source>
        <translation>Into a file, for a spreadsheet</translation>
    </message>
    <message>
        <source>Copiar</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Al portapapeles, para una hoja de cálculo</source>
        <translation>To the clipboard, for a spreadsheet</translation>
    </message>
</context>
<context>
    <name>ReportModel</name>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Documento</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Fondos</source>
        <translation>Funds</translation>
    </message>
</context>
<context>
    <name>ReviewStep</name>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>En letras</source>
        <translation>In words</translation>
    </message>
    <message>
        <source>Saldo después</source>
        <translation>Balance after</translation>
    </message>
    <message>
        <source>Avisar por</source>
        <translation>Notify by</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Exportar los movimientos</source>
        <translation>Export the movements</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>CSV, separado por punto y coma (*.csv)</source>
        <translation>CSV, separated by semicolons (*.csv)</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Buscar cliente</source>
        <translation>Search for a client</translation>
    </message>
    <message>
        <source>Buscar cliente por documento, nombre o celular</source>
        <translation>Search for a client by document, name or mobile</translation>
    </message>
    <message>
        <source>Buscar</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Documento, nombre o celular · Ctrl+F</source>
        <translation>Document, name or mobile · Ctrl+F</translation>
    </message>
    <message>
        <source>RESULTADOS</source>
        <translation>RESULTS</translation>
    </message>
    <message>
        <source>RECIENTES</source>
        <translation>RECENT</translation>
    </message>
    <message>
        <source>Clientes encontrados</source>
        <translation>Clients found</translation>
    </message>
    <message>
        <source>Clientes recientes</source>
        <translation>Recent clients</translation>
    </message>
    <message>
        <source>Nadie coincide con «{query}»</source>
        <translation>Nobody matches “{query}”</translation>
    </message>
    <message>
        <source>Registrar cliente</source>
        <translation>Register client</translation>
    </message>
    <message>
        <source>Registrar cliente con lo escrito</source>
        <translation>Register client with what is typed</translation>
    </message>
</context>
<context>
    <name>SettingsErrorDialog</name>
    <message>
        <source>Detalles copiados</source>
        <translation>Details copied</translation>
    </message>
    <message>
        <source>La configuración no se puede usar</source>
        <translation>The settings cannot be used</translation>
    </message>
    <message>
        <source>La aplicación no se abrió, y no se tocó ningún dato</source>
        <translation>The application did not open, and no data was touched</translation>
    </message>
    <message>
        <source>Dónde</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ajuste</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Copiar detalles</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>Al portapapeles</source>
        <translation>To the clipboard</translation>
    </message>
</context>
<context>
    <name>ShiftDialog</name>
    <message>
        <source>Cierre de turno</source>
        <translation>End of shift</translation>
    </message>
    <message>
        <source>&amp;Día</source>
        <translation>&amp;Day</translation>
    </message>
    <message>
        <source>Día del cierre</source>
        <translation>Day of the shift</translation>
    </message>
    <message>
        <source>Totales por fondo y tipo</source>
        <translation>Totals by fund and type</translation>
    </message>
    <message>
        <source>Operaciones del día</source>
        <translation>Operations of the day</translation>
    </message>
    <message>
        <source>Guardar CSV</source>
        <translation>Save CSV</translation>
    </message>
    <message>
        <source>Para una hoja de cálculo</source>
        <translation>For a spreadsheet</translation>
    </message>
    <message>
        <source>Las flechas recorren las filas</source>
        <translation>Arrows move through the rows</translation>
    </message>
    <message>
        <source>Operaciones</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>Aperturas</source>
        <translation>Subscriptions</translation>
    </message>
    <message>
        <source>Cancelaciones</source>
        <translation>Cancellations</translation>
    </message>
    <message>
        <source>Neto</source>
        <translation>Net</translation>
    </message>
    <message>
        <source>Primera – última</source>
        <translation>First – last</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Tipo</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Cantidad</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Hora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Documento</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Leyendo las operaciones…</source>
        <translation>Reading the operations…</translation>
    </message>
    <message>
        <source>Sin operaciones en este día</source>
        <translation>No operations on this day</translation>
    </message>
    <message>
        <source>Los totales cuentan todas las operaciones; {count} no se listan</source>
        <translation>The totals count all operations; {count} are not listed</translation>
    </message>
</context>
<context>
    <name>ShiftsController</name>
    <message>
        <source>Hay operaciones que no se pueden leer y no están en los totales</source>
        <translation>Some operations cannot be read and are not in the totals</translation>
    </message>
</context>
<context>
    <name>SubscribeDialog</name>
    <message>
        <source>Revise antes de suscribir</source>
        <translation>Review before subscribing</translation>
    </message>
    <message>
        <source>Nada se ha movido todavía</source>
        <translation>Nothing has moved yet</translation>
    </message>
    <message>
        <source>Corregir</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Suscribir {amount}</source>
        <translation>Subscribe {amount}</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Suscribir a {fund}</source>
        <translation>Subscribe to {fund}</translation>
    </message>
    <message>
        <source>{category}  ·  para {client}</source>
        <translation>{category}  ·  for {client}</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Revisar</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Cerrar el aviso</source>
        <translation>Dismiss the message</translation>
    </message>
</context>
<context>
    <name>TooLongDialog</name>
    <message>
        <source>Son {count} movimientos: en papel caben {printed}</source>
        <translation>There are {count} movements: paper has room for {printed}</translation>
    </message>
    <message>
        <source>Los primeros {printed} ocupan {pages} páginas. Los otros {rest} no se imprimen.</source>
        <translation>The first {printed} take {pages} pages. The other {rest} are not printed.</translation>
    </message>
    <message>
        <source>Para imprimir menos, vuelva y elija fechas, fondo o tipo. Para tener todos, expórtelos.</source>
        <translation>To print fewer, go back and choose dates, a fund or a type. To have all of them, export them.</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Imprimir los primeros {printed}</source>
        <translation>Print the first {printed}</translation>
    </message>
    <message>
        <source>Los demás no se imprimen</source>
        <translation>The rest is not printed</translation>
    </message>
</context>
<context>
    <name>UnprovenDialog</name>
    <message>
        <source>Operación no comprobada</source>
        <translation>Operation not verified</translation>
    </message>
    <message>
        <source>No se envía nada hasta que usted decida</source>
        <translation>Nothing is sent until you decide</translation>
    </message>
    <message>
        <source>Este equipo no escribió esta operación</source>
        <translation>This PC did not write this operation</translation>
    </message>
    <message>
        <source>Puede venir de otro equipo, de una copia o de una versión anterior, o haberla puesto otra persona. Si la envía, mueve el dinero, salvo que ya se hubiera aplicado. Si usted no la conoce, apártela: su archivo se conserva y no se mueve dinero.</source>
        <translation>It may come from another PC, a copy or an earlier version, or somebody else may have put it there. If you send it, it moves the money, unless it was applied already. If you do not know it, set it aside: its file is kept and no money moves.</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Operación</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Según el archivo, desde</source>
        <translation>Since, as the file says</translation>
    </message>
    <message>
        <source>Según el archivo, la pidió</source>
        <translation>Asked by, as the file says</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enviar a mi nombre</source>
        <translation>Send in my name</translation>
    </message>
    <message>
        <source>Mueve el dinero, salvo que ya se hubiera aplicado</source>
        <translation>Moves the money, unless it was applied already</translation>
    </message>
    <message>
        <source>No se puede enviar ahora</source>
        <translation>It cannot be sent now</translation>
    </message>
    <message>
        <source>No se puede enviar: no se encuentra el fondo</source>
        <translation>It cannot be sent: the fund cannot be found</translation>
    </message>
    <message>
        <source>Apartar</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>Sale de la lista; su archivo se conserva</source>
        <translation>It leaves the list; its file is kept</translation>
    </message>
</context>
<context>
    <name>UnreadableDocuments</name>
    <message>
        <source>Hay documentos que no se pueden leer; se muestra el resto</source>
        <translation>Some documents cannot be read; the rest is shown</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>¿A quién atiende?</source>
        <translation>Whom are you serving?</translation>
    </message>
    <message>
        <source>Escriba el documento, el nombre o el celular del cliente.
Intro abre su página.</source>
        <translation>Type the client’s document, name or mobile.
Enter opens their page.</translation>
    </message>
    <message>
        <source>Buscar cliente   Ctrl+F</source>
        <translation>Search for a client   Ctrl+F</translation>
    </message>
    <message>
        <source>Buscar cliente</source>
        <translation>Search for a client</translation>
    </message>
    <message>
        <source>Cliente nuevo   Ctrl+N</source>
        <translation>New client   Ctrl+N</translation>
    </message>
    <message>
        <source>Cliente nuevo</source>
        <translation>New client</translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message>
        <source>Mes anterior</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>Mes siguiente</source>
        <translation>Next month</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Agregue --replace para reemplazarlos; antes se guarda una copia de lo que hay</source>
        <translation>Add --replace to replace it; a copy of what is there is kept first</translation>
    </message>
    <message>
        <source>Cierre el archivo si está abierto, revise los permisos de la carpeta o elija otra</source>
        <translation>Close the file if it is open, check the folder&apos;s permissions or choose another one</translation>
    </message>
    <message>
        <source>Cierre el programa que lo ocupa o revise el cortafuegos local</source>
        <translation>Close the program that uses it, or check the local firewall</translation>
    </message>
    <message>
        <source>Ciérrelo y repita. No se cambió nada</source>
        <translation>Close it and repeat. Nothing was changed</translation>
    </message>
    <message>
        <source>Consulte el registro del servidor en la carpeta de datos</source>
        <translation>See the server’s log in the data folder</translation>
    </message>
    <message>
        <source>Corrija el archivo y repita. No se cambió nada</source>
        <translation>Correct the file and try again. Nothing was changed</translation>
    </message>
    <message>
        <source>Corrija ese valor y vuelva a abrir la aplicación</source>
        <translation>Correct that value and open the application again</translation>
    </message>
    <message>
        <source>Dé permiso de escritura al usuario o elija otra carpeta con --data-dir</source>
        <translation>Let the user write there, or choose another folder with --data-dir</translation>
    </message>
    <message>
        <source>El cliente no está vinculado al fondo {fund}</source>
        <translation>The client is not subscribed to the fund {fund}</translation>
    </message>
    <message>
        <source>El correo no es válido. Escríbalo así: nombre@dominio.com</source>
        <translation>The e-mail is not valid. Write it like this: name@domain.com</translation>
    </message>
    <message>
        <source>El número no es válido para un documento {document_type}</source>
        <translation>The number is not valid for a {document_type} document</translation>
    </message>
    <message>
        <source>El puerto {port} no se puede usar</source>
        <translation>Port {port} cannot be used</translation>
    </message>
    <message>
        <source>El recorrido se detuvo en {step}</source>
        <translation>The tour stopped at {step}</translation>
    </message>
    <message>
        <source>El teléfono no es válido. Un celular colombiano tiene 10 dígitos y empieza por 3</source>
        <translation>The telephone is not valid. A Colombian mobile has 10 digits and begins with 3</translation>
    </message>
    <message>
        <source>El valor admite máximo dos decimales</source>
        <translation>The amount takes two decimals at most</translation>
    </message>
    <message>
        <source>El valor debe ser mayor que cero</source>
        <translation>The amount must be more than zero</translation>
    </message>
    <message>
        <source>El valor es demasiado grande: el máximo es {maximum}</source>
        <translation>The amount is too large: the maximum is {maximum}</translation>
    </message>
    <message>
        <source>El valor está por debajo del monto mínimo del fondo {fund}: {minimum}</source>
        <translation>The amount is below the minimum of the fund {fund}: {minimum}</translation>
    </message>
    <message>
        <source>El valor no es claro: use el punto para los miles y la coma para los decimales (75.000,50)</source>
        <translation>The amount is not clear: use the point for thousands and the comma for decimals (75.000,50)</translation>
    </message>
    <message>
        <source>El valor no es un número. Escríbalo así: 75.000</source>
        <translation>The amount is not a number. Write it like this: 75.000</translation>
    </message>
    <message>
        <source>El valor no puede ser negativo</source>
        <translation>The amount cannot be negative</translation>
    </message>
    <message>
        <source>Elija menos movimientos con los filtros, o exporte a CSV, que no tiene límite</source>
        <translation>Choose fewer movements with the filters, or export to CSV, which has no limit</translation>
    </message>
    <message>
        <source>Elija otro nombre, o agregue --force para reemplazarlo</source>
        <translation>Choose another name, or add --force to replace it</translation>
    </message>
    <message>
        <source>Es un teléfono fijo: no recibe SMS. Escriba un celular o elija correo</source>
        <translation>It is a landline: it takes no SMS. Type a mobile or choose e-mail</translation>
    </message>
    <message>
        <source>Escriba el valor</source>
        <translation>Type the amount</translation>
    </message>
    <message>
        <source>Espere a que termine o, si se interrumpió, repita: btg-desktop restore ARCHIVO</source>
        <translation>Wait until it ends or, if it was interrupted, repeat: btg-desktop restore FILE</translation>
    </message>
    <message>
        <source>Este comando es para la base local de un equipo, la que se usa sin mongodb_uri</source>
        <translation>This command is for the local database of one PC, the one used without mongodb_uri</translation>
    </message>
    <message>
        <source>Falta el dato de contacto del canal elegido</source>
        <translation>The contact for the chosen channel is missing</translation>
    </message>
    <message>
        <source>Indique un archivo JSON, una carpeta de mongodump o una dirección mongodb://</source>
        <translation>Name a JSON file, a folder of mongodump or a mongodb:// address</translation>
    </message>
    <message>
        <source>Instale MongoDB o indique su ruta en la clave mongod de la configuración</source>
        <translation>Install MongoDB, or name its path in the setting mongod</translation>
    </message>
    <message>
        <source>La aplicación la reinicia sola; si se repite, consulte su registro</source>
        <translation>The application restarts it by itself; if it happens again, see its log</translation>
    </message>
    <message>
        <source>La base de datos de este equipo ya tiene datos</source>
        <translation>The database of this PC already holds data</translation>
    </message>
    <message>
        <source>La base de datos es del banco ({where}: {key}): sus propias copias la cubren</source>
        <translation>The database is the bank&apos;s ({where}: {key}): its own backups cover it</translation>
    </message>
    <message>
        <source>La base de datos está a medio restaurar de la copia {file}</source>
        <translation>The database is half-restored from the backup {file}</translation>
    </message>
    <message>
        <source>La base de datos local no pudo iniciar ({reason})</source>
        <translation>The local database could not start ({reason})</translation>
    </message>
    <message>
        <source>La base de datos local se detuvo ({reason})</source>
        <translation>The local database stopped ({reason})</translation>
    </message>
    <message>
        <source>La base de datos rechazó la operación ({reason})</source>
        <translation>The database refused the operation ({reason})</translation>
    </message>
    <message>
        <source>La copia no terminó en {seconds} segundos, el límite para ver la base en un solo momento</source>
        <translation>The backup did not end within {seconds} seconds, the limit for seeing the database at one moment</translation>
    </message>
    <message>
        <source>La copia de seguridad se interrumpió</source>
        <translation>The backup was interrupted</translation>
    </message>
    <message>
        <source>Abra el programa con el usuario dueño de la carpeta, o elija otra con --data-dir</source>
        <translation>Open the program as the user who owns the folder, or choose another one with --data-dir</translation>
    </message>
    <message>
        <source>Actualice el programa de este equipo</source>
        <translation>Update the program on this computer</translation>
    </message>
    <message>
        <source>Actualice mongod (6.0.27, 7.0.28, 8.0.17, 8.2.3 o posterior) o desactive su compresión</source>
        <translation>Update mongod (6.0.27, 7.0.28, 8.0.17, 8.2.3 or later), or switch off its compression</translation>
    </message>
    <message>
        <source>Averigüe quién lo puso allí, quítelo y repita</source>
        <translation>Ask who put it there, remove it and try again</translation>
    </message>
    <message>
        <source>Avise al área de tecnología: btg-desktop verify dice cuál es. No repita la operación</source>
        <translation>Tell IT: btg-desktop verify names it. Do not repeat the operation</translation>
    </message>
    <message>
        <source>Cierre el programa que lo ocupa, o elija otra dirección con --host y --port</source>
        <translation>Close the program that occupies it, or choose another address with --host and --port</translation>
    </message>
    <message>
        <source>Ciérrela y vuelva a abrir la aplicación</source>
        <translation>Close it and open the application again</translation>
    </message>
    <message>
        <source>Cualquier usuario de este equipo puede escribir en la carpeta {folder}</source>
        <translation>Every user of this computer can write to the folder {folder}</translation>
    </message>
    <message>
        <source>El cliente eligió que se le avise por otro medio: {channel}</source>
        <translation>The client chose to be told by another channel: {channel}</translation>
    </message>
    <message>
        <source>El cliente no tiene un dato de contacto para ese canal: {channel}</source>
        <translation>The client has no contact detail for that channel: {channel}</translation>
    </message>
    <message>
        <source>El esquema de la base de datos ({stored}) es anterior al de este programa ({own})</source>
        <translation>The database&apos;s schema ({stored}) is older than this program&apos;s ({own})</translation>
    </message>
    <message>
        <source>El esquema de la base de datos ({stored}) es más nuevo que el de este programa ({own})</source>
        <translation>The database&apos;s schema ({stored}) is newer than this program&apos;s ({own})</translation>
    </message>
    <message>
        <source>El identificador del cliente solo admite letras, dígitos, guiones y guiones bajos: máximo 64</source>
        <translation>A client’s identifier takes only letters, digits, hyphens and underscores: 64 at most</translation>
    </message>
    <message>
        <source>El identificador {client} ya es de otro cliente</source>
        <translation>The identifier {client} already belongs to another client</translation>
    </message>
    <message>
        <source>El nombre es demasiado largo: tiene {length} letras y el máximo es {maximum}</source>
        <translation>The name is too long: it has {length} letters and the maximum is {maximum}</translation>
    </message>
    <message>
        <source>El nombre parece una dirección web: deje un espacio después de cada punto</source>
        <translation>The name looks like a web address: leave a space after each full stop</translation>
    </message>
    <message>
        <source>El nombre tiene signos que no se admiten: {signs}</source>
        <translation>The name has signs that are not allowed: {signs}</translation>
    </message>
    <message>
        <source>El área de tecnología la prepara, con su propio usuario: btg-desktop schema</source>
        <translation>IT prepares it, with a user of their own: btg-desktop schema</translation>
    </message>
    <message>
        <source>Elija otro nombre</source>
        <translation>Choose another name</translation>
    </message>
    <message>
        <source>Escriba el nombre completo</source>
        <translation>Type the full name</translation>
    </message>
    <message>
        <source>Este equipo no tiene los paquetes de la API ({package})</source>
        <translation>This computer lacks the packages of the API ({package})</translation>
    </message>
    <message>
        <source>Este usuario no tiene permiso sobre {path}</source>
        <translation>This user may not use {path}</translation>
    </message>
    <message>
        <source>Instale ese paquete; en Debian y Ubuntu, con: sudo apt install PAQUETE</source>
        <translation>Install that package; on Debian and Ubuntu with: sudo apt install PACKAGE</translation>
    </message>
    <message>
        <source>Instálelos con: pip install &apos;btg-desktop[api]&apos;</source>
        <translation>Install them with: pip install &apos;btg-desktop[api]&apos;</translation>
    </message>
    <message>
        <source>La base de datos está a medio restaurar de la copia {file}. Lo que había quedó en {rescue}</source>
        <translation>The database is half restored from the copy {file}. What was there before is in {rescue}</translation>
    </message>
    <message>
        <source>La base de datos no está preparada para este programa (esquema {found}; necesita el {needed})</source>
        <translation>The database is not ready for this program (schema {found}; it needs {needed})</translation>
    </message>
    <message>
        <source>La base de datos {database} todavía está sin preparar: no tiene esquema</source>
        <translation>The database {database} has not been prepared yet: it has no schema</translation>
    </message>
    <message>
        <source>La carpeta {folder} es del usuario {owner}, y el programa corre como {user}</source>
        <translation>The folder {folder} belongs to the user {owner}, and the program runs as {user}</translation>
    </message>
    <message>
        <source>La copia de seguridad {file} es de un programa más nuevo ({program})</source>
        <translation>The backup {file} comes from a newer program ({program})</translation>
    </message>
    <message>
        <source>La copia de seguridad {file} está dañada o incompleta ({reason})</source>
        <translation>The backup {file} is damaged or incomplete ({reason})</translation>
    </message>
    <message>
        <source>La exportación se canceló; no quedó ningún archivo</source>
        <translation>The export was cancelled; no file was left</translation>
    </message>
    <message>
        <source>La solicitud {request} ya se usó para otra operación</source>
        <translation>The request {request} was already used for another operation</translation>
    </message>
    <message>
        <source>La sucursal {branch} no ofrece el fondo {fund}</source>
        <translation>The branch {branch} does not offer the fund {fund}</translation>
    </message>
    <message>
        <source>La ventana necesita la biblioteca {library} y no se pudo cargar (paquete {package})</source>
        <translation>The window needs the library {library}, which could not be loaded (package {package})</translation>
    </message>
    <message>
        <source>Las copias diarias están en la subcarpeta backups de la carpeta de datos</source>
        <translation>The daily backups are in the subfolder backups of the data folder</translation>
    </message>
    <message>
        <source>Libere espacio en ese disco o elija otra carpeta</source>
        <translation>Free some space on that disk or choose another folder</translation>
    </message>
    <message>
        <source>Libere espacio en ese disco o elija otro</source>
        <translation>Free space on that disk or choose another one</translation>
    </message>
    <message>
        <source>Libere espacio y vuelva a abrir la aplicación</source>
        <translation>Free some space and open the application again</translation>
    </message>
    <message>
        <source>No existe el cliente {client}</source>
        <translation>There is no client {client}</translation>
    </message>
    <message>
        <source>No existe el fondo {fund}</source>
        <translation>There is no fund {fund}</translation>
    </message>
    <message>
        <source>No existe el movimiento {transaction}</source>
        <translation>The movement {transaction} does not exist</translation>
    </message>
    <message>
        <source>No existe la credencial {name}</source>
        <translation>There is no token {name}</translation>
    </message>
    <message>
        <source>No hay conexión con la base de datos ({reason})</source>
        <translation>There is no connection to the database ({reason})</translation>
    </message>
    <message>
        <source>No hay espacio en el disco de la carpeta {folder}</source>
        <translation>The disk of the folder {folder} is full</translation>
    </message>
    <message>
        <source>No hay espacio para la copia de seguridad en la carpeta {folder}</source>
        <translation>There is no room for the backup in the folder {folder}</translation>
    </message>
    <message>
        <source>No hay espacio para restaurar en el disco de la carpeta {folder}</source>
        <translation>There is no room to restore on the disk of the folder {folder}</translation>
    </message>
    <message>
        <source>No hay respuesta todavía de la solicitud {request}: se está verificando</source>
        <translation>No answer yet for the request {request}: it is being verified</translation>
    </message>
    <message>
        <source>No hay una pantalla donde abrir la ventana</source>
        <translation>There is no display to open the window on</translation>
    </message>
    <message>
        <source>No se cambió nada. Actualice el programa de este equipo</source>
        <translation>Nothing was changed. Update the program of this PC</translation>
    </message>
    <message>
        <source>No se cambió nada. Libere espacio en ese disco y repita</source>
        <translation>Nothing was changed. Free some space on that disk and try again</translation>
    </message>
    <message>
        <source>No se cambió nada. Use otra copia</source>
        <translation>Nothing was changed. Use another backup</translation>
    </message>
    <message>
        <source>No se encontró el programa mongod</source>
        <translation>The program mongod was not found</translation>
    </message>
    <message>
        <source>No se movió dinero: los libros tienen un documento que este programa no escribió ({index})</source>
        <translation>No money moved: the books hold a document that this program did not write ({index})</translation>
    </message>
    <message>
        <source>No se pudo escribir {file} en la carpeta {folder} ({reason})</source>
        <translation>{file} could not be written in the folder {folder} ({reason})</translation>
    </message>
    <message>
        <source>No se pudo guardar {file} ({reason})</source>
        <translation>{file} could not be saved ({reason})</translation>
    </message>
    <message>
        <source>No se pudo hacer la copia de seguridad ({reason})</source>
        <translation>The backup could not be made ({reason})</translation>
    </message>
    <message>
        <source>No se pudo imprimir {title}</source>
        <translation>{title} could not be printed</translation>
    </message>
    <message>
        <source>No se puede atender en {address} ({reason})</source>
        <translation>Cannot listen on {address} ({reason})</translation>
    </message>
    <message>
        <source>No se puede escribir en la carpeta {folder}</source>
        <translation>The folder {folder} cannot be written to</translation>
    </message>
    <message>
        <source>No se puede importar {source}: {reason}</source>
        <translation>{source} cannot be imported: {reason}</translation>
    </message>
    <message>
        <source>No tiene saldo disponible para vincularse al fondo {fund}</source>
        <translation>Not enough available balance to subscribe to the fund {fund}</translation>
    </message>
    <message>
        <source>Ocurrió un error inesperado</source>
        <translation>An unexpected error happened</translation>
    </message>
    <message>
        <source>Otra ventana u otro comando usa la base de datos de este equipo</source>
        <translation>Another window or command is using the database of this PC</translation>
    </message>
    <message>
        <source>Póngala al día con: btg-desktop schema</source>
        <translation>Bring it up to date with: btg-desktop schema</translation>
    </message>
    <message>
        <source>Quite ese permiso a los demás usuarios, o elija otra carpeta con --data-dir</source>
        <translation>Take that permission from the other users, or choose another folder with --data-dir</translation>
    </message>
    <message>
        <source>Repita con el equipo menos ocupado o en un disco más rápido</source>
        <translation>Repeat when the PC is less busy, or on a faster disk</translation>
    </message>
    <message>
        <source>Revise el usuario, la clave y los permisos con el área de tecnología</source>
        <translation>Check the user, the password and the permissions with IT</translation>
    </message>
    <message>
        <source>Revise la carpeta y sus permisos, o elija otra</source>
        <translation>Check the folder and its permissions, or choose another</translation>
    </message>
    <message>
        <source>Revise la carpeta y sus permisos, y repita</source>
        <translation>Check the folder and its permissions, and repeat</translation>
    </message>
    <message>
        <source>Revise la instalación con: btg-desktop doctor</source>
        <translation>Check the installation with: btg-desktop doctor</translation>
    </message>
    <message>
        <source>Revise la red y la dirección del servidor; la aplicación reintenta sola</source>
        <translation>Check the network and the server’s address; the application retries by itself</translation>
    </message>
    <message>
        <source>Revise mongodb_database o, si es nueva, prepárela con: btg-desktop schema</source>
        <translation>Check mongodb_database or, if it is new, prepare it with: btg-desktop schema</translation>
    </message>
    <message>
        <source>Revise que la impresora esté encendida y conectada, y repita</source>
        <translation>Check that the printer is on and connected, and try again</translation>
    </message>
    <message>
        <source>Un cliente nuevo empieza con {initial} disponibles, sin saldos en fondos y sin movimientos</source>
        <translation>A new client starts with {initial} available, holding no funds and without movements</translation>
    </message>
    <message>
        <source>Una ventana de otra versión del programa usa la base de datos local</source>
        <translation>A window of another version of the program uses the local database</translation>
    </message>
    <message>
        <source>Use el usuario al que pertenece, dele permiso a este o elija otra carpeta con --data-dir</source>
        <translation>Use the user to whom it belongs, give permission to this one, or choose another folder with --data-dir</translation>
    </message>
    <message>
        <source>Vea las que hay con: btg-desktop tokens list</source>
        <translation>See those there are with: btg-desktop tokens list</translation>
    </message>
    <message>
        <source>Ya existe la credencial {name}, o existió: sus operaciones llevan ese nombre</source>
        <translation>There is or was a token {name}: its operations carry that name</translation>
    </message>
    <message>
        <source>Ya existe un cliente con ese documento</source>
        <translation>There is already a client with that document</translation>
    </message>
    <message>
        <source>Ya existe {file}</source>
        <translation>{file} already exists</translation>
    </message>
    <message>
        <source>mongod {version} ofrece compresión y tiene la falla CVE-2025-14847: otros pueden leer su memoria</source>
        <translation>mongod {version} offers compression and has the flaw CVE-2025-14847: others can read its memory</translation>
    </message>
    <message>
        <source>mongodb_uri: {reason}</source>
        <translation>mongodb_uri: {reason}</translation>
    </message>
    <message>
        <source>{file} no es un archivo del programa: es un enlace o es de otro usuario</source>
        <translation>{file} is not a file of the program: it is a link, or it belongs to another user</translation>
    </message>
    <message>
        <source>{file} no es una copia de seguridad de BTG Desktop</source>
        <translation>{file} is not a backup of BTG Desktop</translation>
    </message>
    <message>
        <source>{file} pasaría de {maximum} filas, el límite de Excel</source>
        <translation>{file} would exceed {maximum} rows, Excel&apos;s limit</translation>
    </message>
    <message>
        <source>{where}: {key}: {reason}</source>
        <translation>{where}: {key}: {reason}</translation>
    </message>
    <message>
        <source>Ábrala desde un escritorio, o vea un recorrido con: btg-desktop tour CARPETA</source>
        <translation>Open it from a desktop, or watch a tour with: btg-desktop tour FOLDER</translation>
    </message>
</context>
<context>
    <name>operation</name>
    <message>
        <source>Sin dato de contacto</source>
        <translation>No contact details</translation>
    </message>
    <message>
        <source>{channel} a {destination}</source>
        <translation>{channel} to {destination}</translation>
    </message>
    <message>
        <source>Quedará registrado a nombre de {desk}.</source>
        <translation>It will be recorded in the name of {desk}.</translation>
    </message>
    <message>
        <source>F8 muestra los valores</source>
        <translation>F8 shows the amounts</translation>
    </message>
</context>
<context>
    <name>output</name>
    <message>
        <source>Elegir el archivo</source>
        <translation>Choose the file</translation>
    </message>
</context>
<context>
    <name>pending</name>
    <message>
        <source>se está consultando</source>
        <translation>being asked again</translation>
    </message>
    <message>
        <source>espera conexión</source>
        <translation>waits for the connection</translation>
    </message>
    <message>
        <source>no comprobada</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>Cliente {id}</source>
        <translation>Client {id}</translation>
    </message>
    <message>
        <source>Fondo {number}</source>
        <translation>Fund {number}</translation>
    </message>
    <message>
        <source>Todo lo vinculado</source>
        <translation>All that is invested</translation>
    </message>
    <message>
        <source>Apertura de {amount} en {fund}</source>
        <translation>Subscription of {amount} to {fund}</translation>
    </message>
    <message>
        <source>Cancelación de {fund}</source>
        <translation>Cancellation of {fund}</translation>
    </message>
    <message>
        <source>Sin respuesta desde las {moment}</source>
        <translation>No answer since {moment}</translation>
    </message>
    <message>
        <source>Sin respuesta desde el {moment}</source>
        <translation>No answer since {moment}</translation>
    </message>
    <message>
        <source>Y {count} operaciones más sin respuesta · F2 las muestra</source>
        <translation>And {count} more operations without an answer · F2 shows them</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Movimientos</source>
        <translation>Movements</translation>
    </message>
    <message>
        <source>Aperturas {opened} · Cancelaciones {cancelled} · Neto {net}</source>
        <translation>Subscriptions {opened} · Cancellations {cancelled} · Net {net}</translation>
    </message>
    <message>
        <source>{count} movimientos</source>
        <translation>{count} movements</translation>
    </message>
    <message>
        <source>Primeros {printed} de {count} movimientos</source>
        <translation>First {printed} of {count} movements</translation>
    </message>
    <message>
        <source>Cliente</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>N.º</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Fecha</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Movimiento</source>
        <translation>Movement</translation>
    </message>
    <message>
        <source>Fondo</source>
        <translation>Fund</translation>
    </message>
    <message>
        <source>Valor</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Saldo después</source>
        <translation>Balance after</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>El destino no es un celular colombiano</source>
        <translation>The destination is not a Colombian mobile number</translation>
    </message>
    <message>
        <source>El destino no es una dirección de correo</source>
        <translation>The destination is not an e-mail address</translation>
    </message>
    <message>
        <source>Lo guardado no se puede leer ({detail}): avise a tecnología</source>
        <translation>What is stored cannot be read ({detail}): tell IT</translation>
    </message>
    <message>
        <source>Su movimiento no existe: avise a tecnología</source>
        <translation>Its movement does not exist: tell IT</translation>
    </message>
    <message>
        <source>Su cliente no existe: avise a tecnología</source>
        <translation>Its client does not exist: tell IT</translation>
    </message>
    <message>
        <source>Su fondo no existe: avise a tecnología</source>
        <translation>Its fund does not exist: tell IT</translation>
    </message>
    <message>
        <source>El cliente no tiene un dato de contacto para ese canal</source>
        <translation>The client has no contact detail for that channel</translation>
    </message>
    <message>
        <source>No coincide con su movimiento ({detail}): avise a tecnología</source>
        <translation>It does not match its movement ({detail}): tell IT</translation>
    </message>
    <message>
        <source>Tiene un texto que no se puede enviar ({detail}): avise a tecnología</source>
        <translation>It holds a text that cannot be sent ({detail}): tell IT</translation>
    </message>
    <message>
        <source>Espera: ese destino ya recibió muchos avisos en la última hora</source>
        <translation>Waiting: that destination already got many messages in the last hour</translation>
    </message>
    <message>
        <source>El servicio no respondió a tiempo</source>
        <translation>The service did not answer in time</translation>
    </message>
    <message>
        <source>No hubo conexión con el servicio</source>
        <translation>There was no connection to the service</translation>
    </message>
    <message>
        <source>La conexión se cortó antes de la respuesta</source>
        <translation>The connection was cut before the answer</translation>
    </message>
    <message>
        <source>Falló la conexión segura con el servicio</source>
        <translation>The secure connection to the service failed</translation>
    </message>
    <message>
        <source>No se entendió la respuesta del servicio</source>
        <translation>The answer of the service was not understood</translation>
    </message>
    <message>
        <source>El servicio pidió esperar</source>
        <translation>The service asked to wait</translation>
    </message>
    <message>
        <source>El servicio falló</source>
        <translation>The service failed</translation>
    </message>
    <message>
        <source>Faltan las credenciales del servicio</source>
        <translation>The credentials for the service are missing</translation>
    </message>
    <message>
        <source>El servicio no aceptó las credenciales</source>
        <translation>The service did not accept the credentials</translation>
    </message>
    <message>
        <source>Las credenciales del servicio vencieron</source>
        <translation>The credentials for the service have expired</translation>
    </message>
    <message>
        <source>El servicio no da permiso</source>
        <translation>The service gives no permission</translation>
    </message>
    <message>
        <source>El reloj de este computador no está en hora</source>
        <translation>The clock of this computer is wrong</translation>
    </message>
    <message>
        <source>El servicio tiene los envíos suspendidos</source>
        <translation>The service has paused sending</translation>
    </message>
    <message>
        <source>La cuenta del servicio está suspendida</source>
        <translation>The account at the service is suspended</translation>
    </message>
    <message>
        <source>Se agotó el cupo de envíos</source>
        <translation>The sending quota is used up</translation>
    </message>
    <message>
        <source>El remitente no está verificado</source>
        <translation>The sender is not verified</translation>
    </message>
    <message>
        <source>Falta la región del servicio</source>
        <translation>The region of the service is missing</translation>
    </message>
    <message>
        <source>El cliente no acepta SMS</source>
        <translation>The client accepts no SMS</translation>
    </message>
    <message>
        <source>El servicio rechazó el correo</source>
        <translation>The service rejected the e-mail</translation>
    </message>
    <message>
        <source>El servicio no aceptó los datos del aviso</source>
        <translation>The service did not accept the data of the message</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Correo</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>correo</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>Apertura</source>
        <translation>Subscription</translation>
    </message>
    <message>
        <source>Cancelación</source>
        <translation>Cancellation</translation>
    </message>
    <message>
        <source>Cédula de ciudadanía (CC)</source>
        <translation>Citizen’s card (CC)</translation>
    </message>
    <message>
        <source>Cédula de extranjería (CE)</source>
        <translation>Foreigner’s card (CE)</translation>
    </message>
    <message>
        <source>NIT de empresa</source>
        <translation>Company tax number (NIT)</translation>
    </message>
    <message>
        <source>Tarjeta de identidad (TI)</source>
        <translation>Minor’s identity card (TI)</translation>
    </message>
    <message>
        <source>Pasaporte (PA)</source>
        <translation>Passport (PA)</translation>
    </message>
    <message>
        <source>Identificador de origen (ID)</source>
        <translation>Number of origin (ID)</translation>
    </message>
    <message>
        <source>Correo pendiente</source>
        <translation>E-mail pending</translation>
    </message>
    <message>
        <source>SMS pendiente</source>
        <translation>SMS pending</translation>
    </message>
    <message>
        <source>Correo en envío</source>
        <translation>Sending e-mail</translation>
    </message>
    <message>
        <source>SMS en envío</source>
        <translation>Sending SMS</translation>
    </message>
    <message>
        <source>Correo enviado</source>
        <translation>E-mail sent</translation>
    </message>
    <message>
        <source>SMS enviado</source>
        <translation>SMS sent</translation>
    </message>
    <message>
        <source>Correo fallido</source>
        <translation>E-mail failed</translation>
    </message>
    <message>
        <source>SMS fallido</source>
        <translation>SMS failed</translation>
    </message>
    <message>
        <source>Correo retenido</source>
        <translation>E-mail on hold</translation>
    </message>
    <message>
        <source>SMS retenido</source>
        <translation>SMS on hold</translation>
    </message>
    <message>
        <source>Correo en duda</source>
        <translation>E-mail in doubt</translation>
    </message>
    <message>
        <source>SMS en duda</source>
        <translation>SMS in doubt</translation>
    </message>
    <message>
        <source>Importado</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>Tecla {key}</source>
        <translation>Key {key}</translation>
    </message>
</context>
</TS>
