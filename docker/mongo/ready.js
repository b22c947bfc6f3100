// The health check of the database: does what is still undone to make it a replica set of one member with
// its two users, and succeeds once it serves them. Run again it changes nothing, so a start that was
// interrupted anywhere is completed by the next check.
//
//   mongosh --quiet --nodb ready.js

const { MONGO_PORT, MONGO_DATABASE, MONGO_ADMIN_PASSWORD, MONGO_PASSWORD } = process.env;
const AUTHENTICATION_FAILED = 18;
// The member's name must mean the same here and on the desktop, which reaches this port on its own loopback.
const address = `localhost:${MONGO_PORT}`;

// What the program does, and no more: it never deletes, drops, or touches another database.
const OPERATOR = {
  role: "btg_operator",
  actions: [
    "find", "insert", "update", "changeStream",
    "listCollections", "listIndexes", "createCollection", "createIndex", "collMod",
  ],
};

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
  grantOperator(admin.getSiblingDB(MONGO_DATABASE));
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

function grantOperator(database) {
  const privileges = [
    { resource: { db: database.getName(), collection: "" }, actions: OPERATOR.actions },
  ];
  if (!database.getRole(OPERATOR.role)) {
    database.createRole({ role: OPERATOR.role, privileges, roles: [] });
  }
  if (!database.getUser("btg")) {
    database.createUser({ user: "btg", pwd: MONGO_PASSWORD, roles: [OPERATOR.role] });
  }
}

main();
