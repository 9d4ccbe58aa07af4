/** Every demo account's password; production mode refuses it. */
const demoPassword = 'huiyin-demo-2026';

/** Signs a demo account in. @returns headers that carry its session. @throws Error with the refusal's text */
export async function signedIn(gatewayUrl: string, username: string): Promise<Record<string, string>> {
  const answer = await fetch(`${gatewayUrl}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status} ${await answer.text()}`);
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}
