/** Somebody of the network, as the page is told. */
export interface Person {
  id: string;
  platform: 'slack' | 'teams';
  name: string;
  organisation: string;
  area: string;
  kind: string;
  unread: number;
}
