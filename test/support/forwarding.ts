/** What proxies, tunnels and clouds add to a request, by the names that they use. */
export const FORWARDING = [
  ...[
    'Forwarded',
    'X-Forwarded',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'Forwarded-For',
  ],
  ...[
    'Via',
    'X-Real-IP',
    'X-Client-IP',
    'True-Client-IP',
    'X-Cluster-Client-IP',
    'CF-Connecting-IP',
    'CF-Ray',
  ],
  ...['CF-Visitor', 'Fastly-Client-IP', 'Fly-Client-IP', 'X-Envoy-External-Address', 'X-Original-Host'],
  ...[
    'X-Original-URL',
    'X-Azure-ClientIP',
    'X-Amzn-Trace-Id',
    'X-AppEngine-User-IP',
    'X-Cloud-Trace-Context',
  ],
  ...['X-ARR-SSL', 'CDN-Loop', 'X-ProxyUser-Ip', 'X-Originating-IP', 'X-Remote-IP', 'Ngrok-Trace-Id'],
];
