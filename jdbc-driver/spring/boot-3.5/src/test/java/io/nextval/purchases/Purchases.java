package io.nextval.purchases;

import org.springframework.data.jpa.repository.JpaRepository;

/** Made by Spring Data. */
public interface Purchases extends JpaRepository<Purchase, Long> {}
