// One client of node-nats-streaming, a library that nobody here wrote, driven by its arguments:
//   node nodeclient.js URL CLUSTER CLIENT publish CHANNEL COUNT
//   node nodeclient.js URL CLUSTER CLIENT later CHANNEL
//   node nodeclient.js URL CLUSTER CLIENT listen CHANNEL QUEUE ACKWAIT_MS ACK [DURABLE [MAXINFLIGHT]]
// QUEUE and DURABLE "-" are none, ACK is "yes", "no" or after how many ms. Prints "ready", then a line for each message; ends at the end
// of its standard input, with a proper close. "later" publishes a message for each line of its standard input.
'use strict';

const stan = require('node-nats-streaming');

const [url, cluster, id, role, channel, ...more] = process.argv.slice(2);
const connecting = { url };
if (process.env.DISCOVER_PREFIX) connecting.discoverPrefix = process.env.DISCOVER_PREFIX;
const client = stan.connect(cluster, id, connecting);
const say = (text) => process.stdout.write(`${text}\n`);

function publish(count) {
    let stored = 0;
    for (let i = 1; i <= count; ++i) {
        client.publish(channel, `${id} ${i}`, (error) => {
            if (error) throw error;
            if (++stored === count) client.close();
        });
    }
}

function later() {
    process.stdin.on('data', () => client.publish(channel, id));
    process.stdin.on('end', () => client.close());
    say('ready');
}

function listen(queue, ackWait, ackAfter, durable, maxInflight) {
    const options = client.subscriptionOptions()
        .setManualAckMode(true)
        .setDeliverAllAvailable()
        .setAckWait(ackWait);
    if (maxInflight) options.setMaxInFlight(Number(maxInflight));
    if (durable && durable !== '-') options.setDurableName(durable);
    const subscription = queue === '-' ? client.subscribe(channel, options)
        : client.subscribe(channel, queue, options);
    subscription.on('ready', () => say('ready'));
    subscription.on('message', (message) => {
        say(`${message.getSequence()} ${message.isRedelivered() ? 'again' : 'new'}`);
        if (ackAfter === 'yes') message.ack();
        else if (ackAfter !== 'no') setTimeout(() => message.ack(), Number(ackAfter));
    });
    process.stdin.on('end', () => client.close());
    process.stdin.resume();
}

client.on('error', (error) => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
});
client.on('close', () => process.exit(0));
client.on('connect', () => {
    if (role === 'publish') publish(Number(more[0]));
    else if (role === 'later') later();
    else listen(more[0], Number(more[1]), more[2], more[3], more[4]);
});
