import { it } from 'vitest';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
const root=mkdtempSync('/tmp/runbooks-scratch/many-'); process.env.RUNBOOKS_DIR=root;
const src=['oatie-reports/connection-pool-exhaustion','oatie-reports/database-degradation','oatie-auth/invalid-token','general/cannot-connect-to-database','sitrep/console-unwell'].map(s=>readFileSync(`/work/main/runbooks/${s}.mdx`,'utf8'));
const words='alpha beta gamma delta queue broker cache node cluster replica shard index token cert expire latency timeout retry memory disk inode cpu kernel proxy gateway route'.split(' ');
const N=Number(process.env.N||2000);
for(let i=0;i<N;i++){const d=path.join(root,'svc'+(i%50)); mkdirSync(d,{recursive:true}); const w=()=>words[Math.floor(Math.random()*words.length)]+Math.floor(Math.random()*300); const t=src[i%src.length]!.replace(/^service:.*$/m,'service: svc'+(i%50)).replace(/(<Signature[^>]*>)(.*?)(<\/Signature>)/g,(_,a,b,c)=>`${a}${w()} ${b} ${w()}${c}`); writeFileSync(path.join(d,`r${i}.mdx`),t+`\n${w()} ${w()} ${w()}\n`);}
it('perf', async()=>{
 const { listRunbooks }=await import('@/domain/runbooks/list-runbooks'); const { searchRunbooks }=await import('@/domain/runbooks/search-runbooks'); const { loadRunbook }=await import('@/domain/runbooks/load-runbook'); const {findBlock}=await import('@/domain/runbooks/find-block');
 let t=performance.now(); const c0=process.cpuUsage(); const l=await listRunbooks(); const c=process.cpuUsage(c0); console.log('first list',l.length,performance.now()-t, 'cpu',(c.user+c.system)/1000,'problems',l.reduce((a,r)=>a+r.problems,0));
 t=performance.now(); await searchRunbooks('pool'); console.log('first search',performance.now()-t);
 for(let i=0;i<5;i++){ t=performance.now(); await listRunbooks(); console.log('list',performance.now()-t); }
 await new Promise(r=>setTimeout(r,300)); t=performance.now(); const c1=process.cpuUsage(); await listRunbooks(); const cc=process.cpuUsage(c1); console.log('rescan',performance.now()-t,'cpu',(cc.user+cc.system)/1000);
 const q=['pool','connection pool exhaustion','conection','2026-11-20 14:00:00 UTC [123] FATAL:  sorry, too many clients already\nDETAIL: x', Array.from({length:60},(_,i)=>`2026-11-20 14:00:${i} ERROR at com.example.Pool.get(Pool.java:${i}) cache${i} timeout exceeded broker${i*3} node${i}`).join('\n'), 'gateway12 token33 relation "x" does not exist'];
 for (const s of q) for(let i=0;i<3;i++){ t=performance.now(); const c2=process.cpuUsage(); const h=await searchRunbooks(s); const d=process.cpuUsage(c2); console.log(JSON.stringify(s.slice(0,50)),(performance.now()-t).toFixed(1),'cpu',((d.user+d.system)/1000).toFixed(1),h.length,h[0]?.match); }
 const s=l[0]!.slug; t=performance.now(); const rb=await loadRunbook(s); console.log('load cold',performance.now()-t); t=performance.now(); for(let i=0;i<100;i++) await loadRunbook(s); console.log('load x100',performance.now()-t); t=performance.now(); for(let i=0;i<100;i++) await findBlock(s,rb!.blocks[0]!.id); console.log('find x100',performance.now()-t);
 console.log('rss',process.memoryUsage().rss/1e6|0,process.memoryUsage().heapUsed/1e6|0);
 const { checkRunbooks }=await import('@/domain/runbooks/check-runbooks'); t=performance.now(); const r=await checkRunbooks(path.join(root,'svc0')); console.log('check',r!.files,performance.now()-t,r!.problems.length);
},120000);
