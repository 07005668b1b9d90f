/** A replica as a process of its own: gets a token for one connection, prints its end, and leaves. Killed where a test wants it. */
import { pino } from 'pino';
import { createSecretBox } from '../../src/crypto/secret-box.ts';
import { openDatabase } from '../../src/database/client.ts';
import { findConnection } from '../../src/database/connections.ts';
import { createTokenKeeper } from '../../src/use-cases/tokens/token-keeper.ts';

const [ connectionString = '', siteId = '', id = '', highLevelBaseUrl = '', key = '', clientId = '', clientSecret = '' ] = process.argv.slice( 2 );
const { db, close } = await openDatabase( { connectionString, poolSize: 3 } );
const box = createSecretBox( [ Buffer.from( key, 'base64' ) ] );
const keeper = createTokenKeeper( { db, box, highLevelBaseUrl, highLevelApp: { clientId, clientSecret }, log: pino( { level: 'silent' } ) } );
const row = await findConnection( db, siteId, id );
process.stdout.write( 'ready\n' );
const token = await keeper.sourceOf( row! ).current();
process.stdout.write( `${ token.slice( -12 ) }\n` );
await close();
