import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="size-4 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="square"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8m0-8-8 8" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="m4.5 6.5 3.5 3 3.5-3" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <path d="M5.5 5.5h8v8h-8zM10.5 3V2.5h-8v8H3" />
  </Icon>
);
export const DoneIcon = () => (
  <Icon>
    <path d="m3 8.5 3 3 7-7" />
  </Icon>
);
export const PinIcon = () => (
  <Icon>
    <path d="M6 2.5h4l-.5 4 2.5 2.5h-8l2.5-2.5zM8 9v4.5" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="m3 13 .7-2.8 6.8-6.8 2.1 2.1-6.8 6.8zM9 5l2 2" />
  </Icon>
);
export const TimerIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3l2 1.5" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <path d="M3.5 7.5h9v6h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.2" />
  </Icon>
);
