package dev.threadmill.archfixture.runner;

import com.fasterxml.jackson.databind.ObjectMapper;

/// Reads JSON itself, which only results and those who show it may.
class PlantedJson {
  ObjectMapper mapper;
}
