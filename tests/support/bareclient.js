// A client of the first protocol, as old libraries are: its inboxes are bare words, not _INBOX.…, it has no
// connection id and sends no pings. Frames are put together here; no library is used.
//   node bareclient.js URL CLUSTER CLIENT CHANNEL ACKWAIT_S ACK
// ACK is "yes" or "no". Prints "ready", then a line for each message; ends at the end of its standard input, with a
// proper close.
'use strict';

const net = require('net');
const crypto = require('crypto');

const [url, cluster, id, channel, ackWait, acks] = process.argv.slice(2);
const { hostname, port, username, password } = new URL(url);
const word = () => (process.env.INBOX_PREFIX || '') + crypto.randomBytes(16).toString('hex');
const heartbeats = word();
const messages = word();
const answers = word();

// Protocol buffers, as far as they are needed: whole numbers and texts.
function number(value) {
    const bytes = [];
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    return Buffer.from([...bytes, value]);
}
function encode(fields) {
    const parts = [];
    for (const [tag, value] of fields) {
        if (typeof value === 'number') {
            parts.push(number(tag * 8), number(value));
        } else {
            const text = Buffer.from(value);
            parts.push(number(tag * 8 + 2), number(text.length), text);
        }
    }
    return Buffer.concat(parts);
}
function decode(data) {
    const fields = {};
    let at = 0;
    const read = () => {
        let value = 0;
        for (let scale = 1; ; scale *= 128) {
            const byte = data[at++];
            value += (byte % 128) * scale;
            if (byte < 128) return value;
        }
    };
    while (at < data.length) {
        const key = read();
        const value = read();
        if (key % 8 === 2) {
            fields[key >> 3] = data.subarray(at, at + value).toString();
            at += value;
        } else {
            fields[key >> 3] = value;
        }
    }
    return fields;
}

const socket = net.connect(Number(port), hostname);
const send = (subject, data, reply) => {
    socket.write(`PUB ${subject} ${reply ? `${reply} ` : ''}${data.length}\r\n`);
    socket.write(data);
    socket.write('\r\n');
};
const say = (text) => process.stdout.write(`${text}\n`);
let server = {};
let ackInbox = '';
let answered = (fields) => {
    if (fields[5]) throw new Error(fields[5]);
    server = fields;
    answered = (response) => {
        if (response[3]) throw new Error(response[3]);
        ackInbox = response[2];
        say('ready');
    };
    send(server[2], encode([[1, id], [2, channel], [4, messages], [5, 1024], [6, Number(ackWait)], [10, 4]]), answers);
};

function message(subject, reply, data) {
    if (subject === heartbeats) {
        send(reply, Buffer.alloc(0));
    } else if (subject === answers) {
        answered(decode(data));
    } else if (subject === messages) {
        const fields = decode(data);
        say(`${fields[1]} ${fields[6] ? 'again' : 'new'}`);
        if (acks === 'yes') send(ackInbox, encode([[1, channel], [2, fields[1]]]));
    }
}

const identity = password ? { user: username, pass: password } : username ? { auth_token: username } : {};
const words = Object.entries(identity).map(([key, value]) => `,"${key}":"${decodeURIComponent(value)}"`).join('');
socket.write(`CONNECT {"verbose":false,"pedantic":false,"lang":"none","version":"0","protocol":0${words}}\r\n`);
[heartbeats, messages, answers].forEach((inbox, i) => socket.write(`SUB ${inbox} ${i + 1}\r\n`));
send(`_STAN.discover.${cluster}`, encode([[1, id], [2, heartbeats]]), answers);

let waiting = Buffer.alloc(0);
socket.on('data', (more) => {
    waiting = Buffer.concat([waiting, more]);
    for (let end; (end = waiting.indexOf('\r\n')) >= 0;) {
        const line = waiting.subarray(0, end).toString();
        let next = end + 2;
        if (line.startsWith('MSG ')) {
            const words = line.split(' ');
            const size = Number(words[words.length - 1]);
            if (waiting.length < next + size + 2) return;
            message(words[1], words.length === 5 ? words[3] : '', waiting.subarray(next, next + size));
            next += size + 2;
        } else if (line === 'PING') {
            socket.write('PONG\r\n');
        } else if (line.startsWith('-ERR')) {
            throw new Error(line);
        }
        waiting = waiting.subarray(next);
    }
});
process.stdin.on('end', () => {
    answered = () => process.exit(0);
    send(server[4], encode([[1, id]]), answers);
});
process.stdin.resume();
