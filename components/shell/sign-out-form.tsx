'use client';
import { signOut } from '@/actions/sign-in';
import { menuItemClass } from '@/components/ui/menu';

/** Signs out, and forgets the unsaved words that this tab keeps: whoever signs in here next is somebody else. */
export function SignOutForm() {
  return (
    <form action={signOut} onSubmit={forgetUnsaved}>
      <button type="submit" className={menuItemClass}>
        Sign out
      </button>
    </form>
  );
}

function forgetUnsaved(): void {
  try {
    sessionStorage.clear();
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
