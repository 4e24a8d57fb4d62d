/** Somebody of the playground's network. Nobody real; no two share a first name, so that a button can name them. */
export interface Resident {
  platform: 'slack' | 'teams';
  name: string;
  organisation: string;
  area: string;
  /** As the profile's form calls it. */
  kind: 'Officer' | 'Councillor' | 'Volunteer' | 'Paid peer worker' | 'Manager or supervisor of peers';
  timeZone?: string;
}

const resident = (
  platform: Resident['platform'],
  name: string,
  kind: Resident['kind'],
  organisation: string,
  area: string,
): Resident => ({ platform, name, kind, organisation, area });

const PAID = 'Paid peer worker';
const MANAGER = 'Manager or supervisor of peers';

/** Forty people in ten organisations: councils, volunteer centres and a peer community of practice, in three nations. */
export const RESIDENTS: Readonly<Record<string, Resident>> = {
  priya: resident('slack', 'Priya Raman', PAID, 'Peer Network Office', 'Islington'),
  tunde: resident('slack', 'Tunde Bakare', 'Officer', 'Peer Network Office', 'Islington'),
  grace: resident('teams', 'Grace Adeyemi', MANAGER, 'Peer Network Office', 'Islington'),

  ann: resident('slack', 'Ann Okafor', PAID, 'Camden Lantern', 'Camden'),
  fay: resident('teams', 'Fay Lindqvist', MANAGER, 'Camden Lantern', 'Camden'),
  hamid: resident('slack', 'Hamid Noori', 'Volunteer', 'Camden Lantern', 'Camden'),
  ines: resident('teams', 'Inês Duarte', PAID, 'Camden Lantern', 'Camden'),

  ben: resident('slack', 'Ben Hughes', 'Volunteer', 'Hackney Hub', 'Hackney'),
  zofia: resident('slack', 'Zofia Wójcik', PAID, 'Hackney Hub', 'Hackney'),
  kwame: resident('teams', 'Kwame Mensah', 'Volunteer', 'Hackney Hub', 'Hackney'),
  lucy: resident('slack', 'Lucy Tran', MANAGER, 'Hackney Hub', 'Hackney'),

  dilys: resident('teams', 'Dilys Morgan', PAID, 'Leeds Together', 'Leeds'),
  omar: resident('teams', 'Omar Siddiqui', 'Volunteer', 'Leeds Together', 'Leeds'),
  maggie: resident('teams', 'Maggie Sharp', 'Volunteer', 'Leeds Together', 'Leeds'),
  noor: resident('slack', 'Noor Haddad', PAID, 'Leeds Together', 'Leeds'),

  eli: resident('teams', 'Eli Abara', 'Volunteer', 'Southside Centre', 'Lambeth'),
  rosa: resident('slack', 'Rosa Benítez', 'Volunteer', 'Southside Centre', 'Lambeth'),
  jude: resident('teams', 'Jude Clarke', PAID, 'Southside Centre', 'Lambeth'),
  shanice: resident('teams', 'Shanice Brown', MANAGER, 'Southside Centre', 'Lambeth'),

  morag: resident('teams', 'Morag Sinclair', 'Officer', 'Strathglen Council', 'Strathglen'),
  iain: resident('teams', 'Iain Buchan', 'Councillor', 'Strathglen Council', 'Strathglen'),
  aisha: resident('teams', 'Aisha Rahman', 'Officer', 'Strathglen Council', 'Strathglen'),
  callum: resident('slack', 'Callum Reid', 'Councillor', 'Strathglen Council', 'Strathglen'),

  sorcha: resident('slack', 'Sorcha Doherty', 'Volunteer', 'Lagan Volunteer Centre', 'Belfast'),
  conor: resident('slack', 'Conor McBride', PAID, 'Lagan Volunteer Centre', 'Belfast'),
  padma: resident('teams', 'Padma Iyer', 'Volunteer', 'Lagan Volunteer Centre', 'Belfast'),
  declan: resident('slack', 'Declan Quinn', MANAGER, 'Lagan Volunteer Centre', 'Belfast'),

  carys: resident('teams', 'Carys Pritchard', 'Officer', 'Dyffryn Council', 'Dyffryn'),
  gethin: resident('teams', 'Gethin Rees', 'Councillor', 'Dyffryn Council', 'Dyffryn'),
  bronwen: resident('teams', 'Bronwen Ellis', 'Officer', 'Dyffryn Council', 'Dyffryn'),
  yusuf: resident('slack', 'Yusuf Demir', 'Councillor', 'Dyffryn Council', 'Dyffryn'),

  harriet: resident('teams', 'Harriet Stone', 'Officer', 'Wexmoor District Council', 'Wexmoor'),
  desmond: resident('teams', 'Desmond Prince', 'Councillor', 'Wexmoor District Council', 'Wexmoor'),
  leila: resident('slack', 'Leila Ansari', 'Officer', 'Wexmoor District Council', 'Wexmoor'),
  peter: resident('teams', 'Peter Nowak', 'Councillor', 'Wexmoor District Council', 'Wexmoor'),

  amara: resident('slack', 'Amara Eze', PAID, 'Peer Practice Circle', 'Bristol'),
  finn: resident('slack', 'Finn Gallagher', 'Volunteer', 'Peer Practice Circle', 'Cardiff'),
  mei: resident('teams', 'Mei Chen', PAID, 'Peer Practice Circle', 'Glasgow'),
  sunita: resident('slack', 'Sunita Patel', 'Volunteer', 'Peer Practice Circle', 'Leicester'),
  joel: resident('teams', 'Joel Asante', 'Volunteer', 'Peer Practice Circle', 'Bristol'),
};

/** How the platform knows them. */
export const accountOf = (key: string): string =>
  RESIDENTS[key]?.platform === 'slack' ? `U${key.toUpperCase()}` : key;
