import { type Route, reply } from './oatie';

const SOAP = 'text/xml; charset=utf-8';
const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;

export const PUBLISHER_ROUTES: Route[] = [
  {
    method: 'GET',
    pattern: /^\/api\/v1\/health\/oracle-bi$/,
    name: '/api/v1/health/oracle-bi',
    answer: (oatie) => {
      const isUp = oatie.oracleBi.isUp();
      return reply(isUp ? 200 : 503, {
        status: isUp ? 'healthy' : 'unhealthy',
        checks: { publisher: { ok: isUp, detail: isUp ? 'it accepts connections' : 'connection refused' } },
        timestamp: oatie.now().toISOString(),
      });
    },
  },
  {
    method: 'POST',
    pattern: /^\/xmlpserver\/services\/PublicReportService$/,
    name: '/xmlpserver/services/PublicReportService',
    answer: (oatie, request) => {
      if (!oatie.oracleBi.isUp())
        return { status: 503, body: envelope('<soapenv:Fault><faultstring>unavailable</faultstring></soapenv:Fault>'), type: SOAP };
      if (request.headers.authorization !== `Basic ${oatie.publisherBasic}`)
        return {
          status: 401,
          body: envelope(
            '<soapenv:Fault><faultcode>Client</faultcode><faultstring>Invalid username or password</faultstring></soapenv:Fault>',
          ),
          type: SOAP,
        };
      return {
        status: 200,
        body: envelope('<validateLoginResponse><validateLoginReturn>true</validateLoginReturn></validateLoginResponse>'),
        type: SOAP,
      };
    },
  },
  {
    method: 'POST',
    pattern: /^\/ops\/publisher\/start$/,
    name: '/ops/publisher/start',
    answer: async (oatie, request) => {
      if (request.headers.authorization !== `Bearer ${oatie.opsToken}`)
        return reply(401, { error: { code: 'unauthenticated', message: "this needs the operators' token" } });
      const started = !oatie.oracleBi.isUp();
      await oatie.oracleBi.start();
      return reply(200, { started });
    },
  },
];
