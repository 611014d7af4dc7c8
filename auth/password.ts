export { hashPassword, verifyPassword } from '@/lib/password';
