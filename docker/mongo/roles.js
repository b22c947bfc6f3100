// Makes in `db` the roles that roles.json lists, or brings them to what it says: for each collection what may
// be done there; "" stands for all collections of the database.
//
//   mongosh 'mongodb+srv://ADMINISTRATOR@HOST/btg?authSource=admin' docker/mongo/roles.js
//
// Run again it changes nothing.

for (const [role, rights] of Object.entries(require(`${__dirname}/roles.json`))) {
  const privileges = Object.entries(rights).map(([collection, actions]) => ({
    resource: { db: db.getName(), collection },
    actions,
  }));
  const stored = db.getRole(role, { showPrivileges: true });
  if (!stored) {
    db.createRole({ role, privileges, roles: [] });
  } else if (inWords(stored.privileges) !== inWords(privileges)) {
    db.updateRole(role, { privileges, roles: [] });
  }
}

// The server keeps them in an order of its own.
function inWords(privileges) {
  return privileges
    .flatMap(({ resource, actions }) => actions.map((action) => `${resource.collection} ${action}`))
    .sort()
    .join();
}
