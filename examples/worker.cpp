// A service on cnats. All that it has to know is in its environment; its argument is how long its
// work takes, ms.
#include <nats/nats.h>

#include <cstdlib>
#include <unistd.h>

static void work(stanConnection*, stanSubscription* subscription, const char*, stanMsg* message,
                 void* milliseconds)
{
    usleep(*static_cast<useconds_t*>(milliseconds) * 1000);
    stanSubscription_AckMsg(subscription, message);
    stanMsg_Destroy(message);
}

int main(int, char* argv[])
{
    useconds_t milliseconds = static_cast<useconds_t>(std::atoi(argv[1]));
    stanConnOptions* how = nullptr;
    stanSubOptions* options = nullptr;
    stanConnection* connection = nullptr;
    stanSubscription* subscription = nullptr;
    stanConnOptions_Create(&how);
    stanConnOptions_SetURL(how, std::getenv("NATS_URL"));
    stanSubOptions_Create(&options);
    stanSubOptions_SetManualAckMode(options, true);
    stanSubOptions_SetAckWait(options, std::atoi(std::getenv("STAN_ACK_WAIT")) * 1000);
    stanSubOptions_DeliverAllAvailable(options);
    if (stanConnection_Connect(&connection, std::getenv("STAN_CLUSTER"),
                               std::getenv("STAN_CLIENT_ID"), how)
            != NATS_OK
        || stanConnection_QueueSubscribe(&subscription, connection, std::getenv("STAN_CHANNEL"),
                                         std::getenv("STAN_QUEUE_GROUP"), work, &milliseconds,
                                         options)
            != NATS_OK)
        return 1;
    pause();
}
