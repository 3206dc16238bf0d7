// An account service of somebody else: all that it knows is in its environment. Prints a line for each
// message before it acks it; with "silent" as its argument it never acks.
'use strict';

const stan = require('node-nats-streaming');

const told = process.env;
const silent = process.argv[2] === 'silent';
const client = stan.connect(told.STAN_CLUSTER, told.STAN_CLIENT_ID, { url: told.NATS_URL });

client.on('error', (error) => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
});
client.on('connect', () => {
    process.stderr.write(`connected to ${told.NATS_URL}\n`);
    const options = client.subscriptionOptions()
        .setManualAckMode(true)
        .setDeliverAllAvailable()
        .setDurableName(told.STAN_DURABLE)
        .setAckWait(Number(told.STAN_ACK_WAIT) * 1000)
        .setMaxInFlight(Number(told.STAN_MAX_INFLIGHT));
    const subscription = client.subscribe(told.STAN_CHANNEL, told.STAN_QUEUE_GROUP, options);
    subscription.on('message', (message) => {
        process.stdout.write(`got ${message.getSequence()}\n`);
        if (!silent) message.ack();
    });
});
