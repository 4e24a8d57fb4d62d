/** The network's choices. */
export interface Settings {
  /** How a guest becomes a member: admitted by a coordinator, or by asking. */
  join: 'approval' | 'open';
  /** Where people's browsers reach the bot, without a slash at the end; without it words stand in for links. */
  publicUrl?: string;
  /** What people call this network, for those who are no members yet; without it “a peer network”. */
  networkName?: string;
  /** A folder for pages that are served while the database is away. */
  keptPages?: string;
}
