import { NothingHere } from '@/components/shell/nothing-here';

export default function NotFound() {
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-16">
      <NothingHere />
    </div>
  );
}
