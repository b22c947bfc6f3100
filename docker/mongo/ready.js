// The health check of the database: does what is still undone to make it a replica set of one member with
// its two users, and succeeds once it serves them. Run again it changes nothing, so a start that was
// interrupted anywhere is completed by the next check.
//
//   mongosh --quiet --nodb ready.js

const { MONGO_PORT, MONGO_DATABASE, MONGO_ADMIN_PASSWORD, MONGO_PASSWORD } = process.env;
const AUTHENTICATION_FAILED = 18;
// The member's name must mean the same here and on the desktop, which reaches this port on its own loopback.
const address = `localhost:${MONGO_PORT}`;

// A developer is a desk, IT and the one who lays out the schema; at the bank each has a user of its own (deploy/README.md).
const DEVELOPER = ["btg_desk", "btg_it", "btg_schema"];

function main() {
  const admin = new Mongo(`mongodb://${address}/?directConnection=true`).getDB("admin");
  if (!admin.hello().setName) {
    admin.adminCommand({
      replSetInitiate: { _id: "btg", members: [{ _id: 0, host: address }] },
    });
  }
  if (!admin.hello().isWritablePrimary) {
    throw new Error("not primary yet");
  }
  authenticate(admin);
  grantDeveloper(admin.getSiblingDB(MONGO_DATABASE));
}

// The first user may be made from this machine without one; after that only as that user.
function authenticate(admin) {
  try {
    admin.auth("admin", MONGO_ADMIN_PASSWORD);
  } catch (error) {
    if (error.code !== AUTHENTICATION_FAILED) {
      throw error;
    }
    admin.createUser({ user: "admin", pwd: MONGO_ADMIN_PASSWORD, roles: ["root"] });
    admin.auth("admin", MONGO_ADMIN_PASSWORD);
  }
}

function grantDeveloper(database) {
  db = database; // of which roles.js speaks
  load(`${__dirname}/roles.js`);
  const user = database.getUser("btg");
  if (!user) {
    database.createUser({ user: "btg", pwd: MONGO_PASSWORD, roles: DEVELOPER });
  } else if (DEVELOPER.some((name) => !user.roles.some(({ role }) => role === name))) {
    database.grantRolesToUser("btg", DEVELOPER);
  }
}

main();
