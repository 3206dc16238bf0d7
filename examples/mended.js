// Decides transaction 2 after transaction 1: what comes too early is not acked, and comes again.
'use strict';

let balance = 0;
let last = 0;

require('./service.js')((transaction, decide) => {
    if (transaction.number > last + 1) return;
    if (transaction.number === last + 1) {
        last = transaction.number;
        if (balance + transaction.amount >= 0) balance += transaction.amount;
    }
    decide(balance);
});
