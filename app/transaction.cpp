#include "core/service/servicemain.h"
#include "core/service/transactionservice.h"

int main(int argc, char** argv)
{
    return stanscope::runService<stanscope::TransactionService>(argc, argv,
                                                                &stanscope::transactionArguments);
}
