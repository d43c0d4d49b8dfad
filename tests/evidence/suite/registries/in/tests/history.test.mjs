import assert from "node:assert";

const item = { model_name: "launch-one", model_uid: "qwen-old", is_owner: true };
assert.equal(item.model_uid, "mistral-new");
