using AudioStreaming.Bench.Transcoding;
using AudioStreaming.Converter.Tests;
using AudioStreaming.Testing;

var infrastructure = new InfrastructureFixture();
await infrastructure.InitializeAsync();
var harness = await ConverterHarness.CreateAsync(infrastructure);
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

await harness.DisposeAsync();
await infrastructure.DisposeAsync();

Console.WriteLine("upload, then until a player has the first segment (goal < 3 s for both):");
foreach (var (name, path) in ((string, string)[])[("3 minutes ", short3), ("60 minutes", long60)])
{
    var waits = await FirstPlayable.MeasureAsync(path);
    Console.WriteLine(
        $"  {name}    {waits.UploadSeconds:F2} s, then {waits.PlayableSeconds:F2} s");
}
