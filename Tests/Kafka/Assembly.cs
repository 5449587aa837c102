// Each test starts brokers, some of them three, and waits for what a busy machine delays.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
