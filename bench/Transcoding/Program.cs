using AudioStreaming.Bench.Transcoding;
using AudioStreaming.Converter.Tests;
using AudioStreaming.Testing;

await using var infrastructure = new InfrastructureFixture();
await infrastructure.InitializeAsync();
await using var harness = await ConverterHarness.CreateAsync(infrastructure);
await harness.StartAsync(("Converter:Jobs:Parallel", "1"));

var short3 = await TestAudio.FlacAsync(180);
var long60 = await TestAudio.FlacAsync(3600);
await harness.ConvertAsync(await TestAudio.FlacAsync(8));

var rounds = args is [var wanted] ? int.Parse(wanted) : 3;
var bare = new List<Cost>();
var ours = new List<Cost>();
for (var round = 0; round < rounds; round++)
{
    bare.Add(await Cost.OfAsync(() => BareFfmpeg.RunAsync(short3, infrastructure.Directory)));
    ours.Add(await Cost.OfAsync(() => harness.ConvertAsync(short3)));
}
Console.WriteLine($"3 minutes of FLAC to AAC 64/128/256 and FLAC, best of {rounds}:");
Cost.Print("bare ffmpeg", bare);
Cost.Print("converter  ", ours);
Console.WriteLine(
    $"  ratio         wall {Cost.Wall(ours) / Cost.Wall(bare):F2}, " +
    $"CPU {Cost.Cpu(ours) / Cost.Cpu(bare):F2} (goal 1.10)");

var waits = new List<double>();
foreach (var path in (string[])[short3, long60])
{
    // A converter of its own: it stops while the track is still being made.
    await using var fresh = await ConverterHarness.CreateAsync(infrastructure);
    await fresh.StartAsync(("Converter:Jobs:Parallel", "1"));
    await fresh.ConvertAsync(await TestAudio.FlacAsync(8));
    waits.Add(await FirstPlayable.MeasureAsync(fresh, path));
}
Console.WriteLine("from the job's announcement to the first playable segments (goal < 3 s):");
Console.WriteLine($"  3 minutes     {waits[0]:F2} s");
Console.WriteLine($"  60 minutes    {waits[1]:F2} s");
