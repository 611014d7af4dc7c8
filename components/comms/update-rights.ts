/** What the reader may do with updates here. */
export type UpdateRights = { me: string | null; draft: boolean; send: boolean; sendToCustomers: boolean; approve: boolean };
