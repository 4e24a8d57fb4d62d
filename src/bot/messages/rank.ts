/** What waits for somebody stands on home in this order: people before work, and work before upkeep. */
export const RANK = {
  /** Somebody would like a call now. */
  call: 0,
  /** My own call for somebody. */
  ownCall: 5,
  /** A person waits for my answer, or has answered me. */
  person: 10,
  /** Something in confidence that others wait for. */
  confidence: 20,
  /** Would you come, would you help. */
  invitation: 30,
  /** What is to be looked at in a role. */
  office: 40,
  /** What I run. */
  running: 50,
  /** My own data, what is to be read. */
  upkeep: 60,
  /** Something that a message may not have brought. */
  news: 70,
} as const;
