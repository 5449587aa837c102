/* Prints the version of the librdkafka it runs with. */
#include <stdio.h>
#include "rdkafka.h"

int main(void) {
  puts(rd_kafka_version_str());
  return 0;
}
