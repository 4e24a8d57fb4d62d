import { isWithHost, type PlacementState } from './placement.ts';
import { isOver, type ProjectState } from './project.ts';

/** What decides whether a host still needs what it got about somebody. */
interface AtHost {
  isAtHost: boolean;
  placement: { state: PlacementState };
  project: { state: ProjectState };
}

/** UK GDPR Art. 17: they are not coming, or it is over; what the host got is to be deleted. */
export const isToDelete = ({ isAtHost, placement, project }: AtHost): boolean =>
  isAtHost && (isOver(project.state) || !isWithHost(placement.state));
