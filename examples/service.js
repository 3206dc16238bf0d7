// What both services share: STAN by way of the environment, and what a message does to the balance.
'use strict';

const stan = require('node-nats-streaming');

/// `handle(transaction, decide)` calls `decide(balance)` when it has decided, which publishes and acks.
module.exports = (handle) => {
    const told = process.env;
    const client = stan.connect(told.STAN_CLUSTER, told.STAN_CLIENT_ID, { url: told.NATS_URL });
    client.on('error', (error) => {
        process.stderr.write(`${error}\n`);
        process.exit(1);
    });
    client.on('connect', () => {
        const options = client.subscriptionOptions()
            .setManualAckMode(true)
            .setDeliverAllAvailable()
            .setDurableName(told.STAN_DURABLE)
            .setAckWait(Number(told.STAN_ACK_WAIT) * 1000);
        client.subscribe(told.STAN_CHANNEL, told.STAN_QUEUE_GROUP, options).on('message', (message) => {
            handle(JSON.parse(message.getData()), (balance) => {
                client.publish('balances', String(balance), () => message.ack());
            });
        });
    });
};
