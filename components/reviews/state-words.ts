export const REVIEW_STATE_WORDS = { none: 'Not opened', draft: 'Draft', in_review: 'In review', published: 'Published' } as const;
