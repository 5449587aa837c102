// Each class starts many processes; and the AppHost tells its dashboard's addresses by variables.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
