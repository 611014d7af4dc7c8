export { makeCertificate } from '@/lab/paksa/make-certificate';
