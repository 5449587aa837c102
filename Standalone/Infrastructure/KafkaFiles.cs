using System.Globalization;
using System.Text;

namespace AudioStreaming.Standalone.Infrastructure;

/// <summary>What a broker keeps in its directory, and what is written there for it.</summary>
/// <param name="directory">Only its own account can enter it.</param>
internal sealed class KafkaFiles(string directory)
{
    private const string Logging =
        """
        <Configuration status="WARN">
          <Appenders>
            <Console name="out">
              <PatternLayout pattern="%d{ISO8601} %p %m (%c{1})%n"/>
            </Console>
          </Appenders>
          <Loggers>
            <Root level="INFO"><AppenderRef ref="out"/></Root>
          </Loggers>
        </Configuration>

        """;

    public string Properties { get; } = Path.Combine(directory, "server.properties");

    /// <summary>Log4j's own configuration.</summary>
    public string LoggingConfiguration { get; } = Path.Combine(directory, "log4j2.xml");

    /// <summary>For the libraries that Java unpacks while it runs.</summary>
    public string Temporary { get; } = Path.Combine(directory, "tmp");

    /// <summary>The last file that formatting writes.</summary>
    public bool IsFormatted => File.Exists(Path.Combine(Records, "meta.properties"));

    private string Records => Path.Combine(directory, "data");

    private string KeyAndCertificate => Path.Combine(directory, "server.pem");

    private string Certificate => Path.Combine(directory, "trusted.pem");

    /// <summary>Of its log, where a record has its time first and may go on for lines.</summary>
    public static bool BeginsRecord(string line) => line is [>= '0' and <= '9', ..];

    public async Task WriteAsync(KafkaNode node, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Temporary)) Directory.Delete(Temporary, recursive: true);
        Directory.CreateDirectory(Temporary);
        await File.WriteAllTextAsync(LoggingConfiguration, Logging, cancellationToken);
        if (node.Login is { } login)
        {
            await File.WriteAllTextAsync(Certificate, login.Certificate, cancellationToken);
            await File.WriteAllTextAsync(
                KeyAndCertificate, $"{login.Key}\n{login.Certificate}\n", cancellationToken);
        }
        var properties = new Dictionary<string, string>(KafkaProperties.Of(node, Records));
        if (node.Login is not null)
            foreach (var (name, value) in KafkaProperties.Of(
                node.Login, KeyAndCertificate, Certificate))
                properties[name] = value;
        foreach (var (name, value) in node.Properties) properties[name] = value;
        await File.WriteAllTextAsync(Properties, Format(properties), cancellationToken);
    }

    private static string Format(Dictionary<string, string> properties)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in properties)
            text.Append(name).Append('=').Append(Escape(value)).Append('\n');
        return text.ToString();
    }

    /// <summary>Java reads such a file as Latin-1, with a backslash before what is more.</summary>
    private static string Escape(string value) => string.Concat(value.Select(letter => letter switch
    {
        '\\' => @"\\",
        >= ' ' and <= '~' => $"{letter}",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
    }));
}
